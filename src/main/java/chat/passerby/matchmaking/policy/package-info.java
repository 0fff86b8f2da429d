/**
 * Who meets whom: the pure rules of a lane, from waiting tickets to proposed pairs.
 *
 * <p>Pure: no clock (the time is an argument), no Redis, no Vert.x, no logging, no threads. Owns
 * nothing in Redis. May use the ids of {@code chat.passerby.protocol} and nothing else of Passerby.
 * The door is {@link chat.passerby.matchmaking.policy.WaitingPool}.
 */
@NullMarked
package chat.passerby.matchmaking.policy;

import org.jspecify.annotations.NullMarked;
