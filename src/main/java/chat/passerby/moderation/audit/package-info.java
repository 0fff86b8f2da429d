/**
 * Who did what in moderation, in a chain that nobody can change unseen who has not the secret.
 *
 * <p>Owns in Redis, under one hash tag, kept for good:
 *
 * <ul>
 *   <li>{@code passerby:{audit}:entries} stream, {@code <number>-0} with {@code entry}, the packed
 *       entry, and {@code mac}, its keyed hash
 *   <li>{@code passerby:{audit}:head} string, {@code <number>:<mac>} of the last entry
 * </ul>
 *
 * <p>Entries are appended by a script and never touched again. May call {@code redis} and what lies
 * below.
 */
@NullMarked
package chat.passerby.moderation.audit;

import org.jspecify.annotations.NullMarked;
