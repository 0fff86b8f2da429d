/**
 * A room while it lasts: who is in it, the scripts that keep, leave and resume it, and how it ends.
 *
 * <p>Owns in Redis, under the lane's hash tag:
 *
 * <ul>
 *   <li>{@code passerby:{lane}:room:<id>} string, the packed room; written by the claim or by a
 *       rewind, deleted by whoever leaves first, expires ten minutes after its members' gateways
 *       have last renewed it; should Redis lose it, they write it down again
 *   <li>{@code passerby:{lane}:members} hash, session to the room that it is in and, once it came
 *       back there, its epoch and node; written by the claim and by the return, deleted with the
 *       room or, if that has expired, by a sweep of the lane's holder
 *   <li>{@code passerby:{lane}:heard:<session>} string, the room that the session has heard of from
 *       the queue; goes with the room, or after a minute
 * </ul>
 *
 * May call {@code session}, {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.room;

import org.jspecify.annotations.NullMarked;
