/**
 * Pairs the lanes whose lease this node holds: a mirror of the queue, the claim that makes a room
 * of two tickets, and the news of it to both.
 *
 * <p>Owns in Redis {@code passerby:{lane}:lease} string, the node that pairs the lane; expires
 * after two seconds. Its claim takes tickets out of {@code queue} and writes rooms.
 *
 * <p>May call {@code figures}, {@code queue}, {@code policy}, {@code delivery} and what lies below.
 */
@NullMarked
package chat.passerby.matchmaking.pairing;

import org.jspecify.annotations.NullMarked;
