/**
 * The WebSocket edge and the HTTP before it: handshakes, frames, limits, and each visitor's state
 * machine.
 *
 * <p>Owns nothing in Redis. May call {@code moderation}, {@code matchmaking}, {@code room}, {@code
 * session}, {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.gateway;

import org.jspecify.annotations.NullMarked;
