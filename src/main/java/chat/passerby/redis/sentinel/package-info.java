/**
 * Finds the master of a Sentinel group, and a link that follows it after a failover.
 *
 * <p>Owns no key. May call {@code redis.link}.
 */
@NullMarked
package chat.passerby.redis.sentinel;

import org.jspecify.annotations.NullMarked;
