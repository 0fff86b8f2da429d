/**
 * The servers of a Redis Cluster: which has which slot, one link to each, and commands that follow
 * a slot that moves.
 *
 * <p>Owns no key. May call {@code redis.link}.
 */
@NullMarked
package chat.passerby.redis.cluster;

import org.jspecify.annotations.NullMarked;
