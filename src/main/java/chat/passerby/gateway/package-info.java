/**
 * The WebSocket edge and the HTTP before it: handshakes, frames, limits, and each visitor's state
 * machine.
 *
 * <p>Owns in Redis: {@code passerby:{lane}:mark:<gateway>} string, one for each lane and event
 * loop, whose absence shows that Redis has lost data; set every second, expires after ten minutes.
 *
 * <p>May call {@code moderation}, {@code matchmaking} and all that lies below.
 */
@NullMarked
package chat.passerby.gateway;

import org.jspecify.annotations.NullMarked;
