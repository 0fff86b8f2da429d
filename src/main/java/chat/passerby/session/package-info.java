/**
 * Identity: session tokens, device ids, epochs; and the nodes that hold sessions: the channel on
 * which each is reached, and its heartbeat.
 *
 * <p>Owns in Redis:
 *
 * <ul>
 *   <li>{@code passerby:session:{id}} hash (epoch, node, the notes search and past, and {@code
 *       left:<room>} for the end of each chat that the visitor may not have read of); written by
 *       {@code hello} and, should Redis lose it, by the gateway that holds the session; expires an
 *       hour after that has last kept it; a {@code left:<room>} goes once the visitor has read it
 *   <li>{@code passerby:secret:<name>} string, kept for good, written once, and again twice a
 *       second by every node that knows it, should Redis have lost it
 *   <li>{@code passerby:node:<id>} channel, one for each node
 *   <li>{@code passerby:{nodes}:time} string, the time that all nodes agree on, kept for good
 *   <li>{@code passerby:{nodes}} sorted set, node by its last heartbeat in that time; a member goes
 *       when its node stops, or by another's beat after five seconds' silence
 *   <li>{@code passerby:{nodes}:online} hash, gateway node to connected sessions; fields go as
 *       above
 *   <li>{@code passerby:{nodes}:dead} sorted set, node by when it was declared dead; a member goes
 *       when its node joins anew, or after ten minutes
 * </ul>
 *
 * May call {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.session;

import org.jspecify.annotations.NullMarked;
