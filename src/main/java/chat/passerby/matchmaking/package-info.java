/**
 * Brings waiting people together: the lane's queue, who may pair it, and the claim that makes a
 * room of two tickets. Whom to pair with whom is decided in {@code policy}, which knows no Redis.
 *
 * <p>Owns in Redis, under the lane's hash tag:
 *
 * <ul>
 *   <li>{@code passerby:{lane}:tickets} hash, session to epoch, when it was last put in, and packed
 *       ticket; fields go by withdrawal or claim, or when nobody puts them in again
 *   <li>{@code passerby:{lane}:parked:<session>} string, the packed ticket of a session that is
 *       away, for its return; deleted then, expires after the grace
 *   <li>{@code passerby:{lane}:lease} string, the node that pairs the lane; expires after two
 *       seconds
 *   <li>{@code passerby:{lane}:figures} string, what its lease holder has measured of late; written
 *       every second, expires after ten
 *   <li>{@code passerby:{lane}:rewind:<room>} hash, session to epoch and packed member: who asks to
 *       meet the partner of that past room again; expires 30 seconds after its end
 *   <li>{@code passerby:{lane}:changes} channel, what comes into and goes out of the queue
 * </ul>
 *
 * <p>What strangers can make of it is bounded: a ticket has at most 10 interests of 32 characters
 * and 5 languages, 1.6 KiB packed, one for each session, and goes 35 s after its gateway has last
 * put it in; a parked one after the grace.
 *
 * <p>May call {@code room}, {@code session}, {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.matchmaking;

import org.jspecify.annotations.NullMarked;
