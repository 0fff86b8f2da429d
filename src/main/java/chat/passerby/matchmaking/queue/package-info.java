/**
 * A lane's queue: the tickets of those who wait, and the scripts that put them in and take them
 * out.
 *
 * <p>Owns in Redis, under the lane's hash tag:
 *
 * <ul>
 *   <li>{@code passerby:{lane}:tickets} hash, session to epoch, when it was last put in, and packed
 *       ticket; fields go by withdrawal or claim, or when nobody puts them in again
 *   <li>{@code passerby:{lane}:parked:<session>} string, the packed ticket of a session that is
 *       away, for its return; deleted then, expires after the grace
 *   <li>{@code passerby:{lane}:changes} channel, what comes into and goes out of the queue
 * </ul>
 *
 * <p>What strangers can make of it is bounded: a ticket has at most 10 interests of 32 characters
 * and 5 languages, 1.6 KiB packed, one for each session, and goes 35 s after its gateway has last
 * put it in; a parked one after the grace.
 *
 * <p>May call {@code policy} for its tickets, {@code room} and what lies below.
 */
@NullMarked
package chat.passerby.matchmaking.queue;

import org.jspecify.annotations.NullMarked;
