/**
 * Two who ask to meet again after their chat has ended.
 *
 * <p>Owns in Redis {@code passerby:{lane}:rewind:<room>} hash, session to epoch and packed member:
 * who asks to meet the partner of that past room again; expires 30 seconds after its end.
 *
 * <p>May call {@code queue} for the names of its keys, {@code room} and what lies below.
 */
@NullMarked
package chat.passerby.matchmaking.rewind;

import org.jspecify.annotations.NullMarked;
