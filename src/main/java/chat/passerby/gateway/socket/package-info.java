/**
 * A visitor's socket: handshake, connection, deadlines, what is on its way out, and the shell that
 * carries out what a visit asks for. A {@link chat.passerby.gateway.socket.Gateway} is all of it on
 * one event loop.
 *
 * <p>Owns nothing in Redis. May call {@code visit}, the other parts of {@code gateway}, and all
 * that lies below.
 */
@NullMarked
package chat.passerby.gateway.socket;

import org.jspecify.annotations.NullMarked;
