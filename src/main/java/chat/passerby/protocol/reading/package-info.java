/**
 * Reads frames from clients: a strict reader that checks the bytes as a stream, the fields of each
 * frame, and the rules for their values.
 *
 * <p>Owns nothing in Redis. Calls only {@code protocol}, which has the frames themselves.
 */
@NullMarked
package chat.passerby.protocol.reading;

import org.jspecify.annotations.NullMarked;
