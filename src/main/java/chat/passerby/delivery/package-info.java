/**
 * Takes an event to the connection that holds a session, on this node or another: the sessions
 * connected here, the courier, how events are laid out as bytes, and what other nodes send.
 *
 * <p>Owns nothing in Redis. Messages travel on the channels of {@code cluster}; the end of a chat
 * that nobody may have heard of is noted with the session, see {@code session}.
 *
 * <p>May call {@code room}, {@code session}, {@code cluster}, {@code redis}, {@code protocol} and
 * what lies below.
 */
@NullMarked
package chat.passerby.delivery;

import org.jspecify.annotations.NullMarked;
