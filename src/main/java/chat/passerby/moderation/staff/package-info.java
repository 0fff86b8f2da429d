/**
 * The moderators: who they are, how they prove it, what they may do.
 *
 * <p>Owns in Redis, under one hash tag:
 *
 * <ul>
 *   <li>{@code passerby:{staff}:roster} hash, {@code <role>:<state>} by name; the state is {@code
 *       invited} or {@code active}
 *   <li>{@code passerby:{staff}:account:<name>} hash: {@code id}, never the same twice; {@code
 *       role}, {@code permissions}, {@code state}; {@code by} and {@code at} of the invitation, and
 *       {@code invite}, its hash, until it is used; then {@code password}, an Argon2id hash, {@code
 *       totp}, the encrypted key of one-time codes, and {@code step}, the step of the last code
 *       that was taken; kept until the account ends
 *   <li>{@code passerby:{staff}:invite:<hash>} string, the name that an invitation is for; expires
 *       after 24 hours, deleted when it is used
 *   <li>{@code passerby:{staff}:session:<hash>} hash: {@code account}, the id, and {@code expires};
 *       expires when it is not used; good only as long as the account has that id
 *   <li>{@code passerby:{staff}:attempts:<name>} and {@code …:attempts-address:<tag>} strings, how
 *       often somebody has tried to log in; expire 15 minutes after the first
 * </ul>
 *
 * <p>May call {@code moderation.audit}, {@code session}, {@code redis} and what lies below.
 */
@NullMarked
package chat.passerby.moderation.staff;

import org.jspecify.annotations.NullMarked;
