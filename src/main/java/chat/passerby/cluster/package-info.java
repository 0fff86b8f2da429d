/**
 * The nodes: which of them live, and the way on which each is reached: a direct link, or its
 * channel.
 *
 * <p>Owns in Redis:
 *
 * <ul>
 *   <li>{@code passerby:node:<id>} channel, one for each node
 *   <li>{@code passerby:{nodes}:time} string, the time that all nodes agree on, kept for good
 *   <li>{@code passerby:{nodes}} sorted set, node by its last heartbeat in that time; a member goes
 *       when its node stops, or by another's beat after five seconds' silence
 *   <li>{@code passerby:{nodes}:online} hash, gateway node to connected sessions; fields go as
 *       above
 *   <li>{@code passerby:{nodes}:open} set, gateway nodes that take new visitors; members go as
 *       above
 *   <li>{@code passerby:{nodes}:pairing} hash, pairing node to how many lanes it pairs; fields go
 *       as above
 *   <li>{@code passerby:{nodes}:links} hash, node to where it takes direct links; fields go as
 *       above
 *   <li>{@code passerby:{nodes}:dead} sorted set, node by when it was declared dead; a member goes
 *       when its node joins anew, or after ten minutes
 * </ul>
 *
 * May call {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.cluster;

import org.jspecify.annotations.NullMarked;
