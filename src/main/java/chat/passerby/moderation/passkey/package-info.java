/**
 * Passkeys of moderators (Web Authentication, Level 3): adding and removing them, and logging in by
 * one.
 *
 * <p>Owns in Redis, under the hash tag of the staff:
 *
 * <ul>
 *   <li>{@code passerby:{staff}:passkeys:<name>} hash, three fields for each passkey: {@code <id>},
 *       what is known of it; {@code <id>:count}, its last counter; {@code <id>:used}, when it was
 *       last used, epoch milliseconds or empty; kept until the account ends
 *   <li>{@code passerby:{staff}:passkey-owners} hash, the name by the id of the passkey; a field is
 *       deleted with its passkey
 *   <li>{@code passerby:{staff}:challenge:<hash>} string, a challenge to log in; expires after five
 *       minutes, deleted when an answer comes
 *   <li>{@code passerby:{staff}:grant:<hash>} hash {@code account}, {@code expires}: a challenge to
 *       add a passkey to that account; as above
 * </ul>
 *
 * <p>May call {@code moderation.staff}, {@code moderation.audit}, {@code redis} and what lies
 * below.
 */
@NullMarked
package chat.passerby.moderation.passkey;

import org.jspecify.annotations.NullMarked;
