/**
 * Identity: session tokens, device ids, epochs, and the channel on which a node is reached.
 *
 * <p>Owns in Redis:
 *
 * <ul>
 *   <li>{@code passerby:session:{id}} hash (epoch, node), expires a token's lifetime after the last
 *       {@code hello}
 *   <li>{@code passerby:secret:<name>} string, kept for good, written once
 *   <li>{@code passerby:node:<id>} channel, one for each node
 * </ul>
 *
 * May call {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.session;

import org.jspecify.annotations.NullMarked;
