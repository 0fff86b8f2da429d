/**
 * Redis as the features see it: commands, Lua scripts, and whether a server is fit for us.
 *
 * <p>Redis is one server, a Sentinel group or a Redis Cluster. In a cluster all keys of a command
 * or script have one slot, and channels are sharded. Futures complete, or fail with a {@link
 * chat.passerby.redis.link.RedisUnavailableException}. The parts:
 *
 * <ul>
 *   <li>{@code pubsub}: subscriptions that survive; the only part that calls this package
 *   <li>{@code cluster}: one connection to each server of a Redis Cluster
 *   <li>{@code sentinel}: the master of a Sentinel group
 *   <li>{@code embedded}: the real server that a node starts for itself when it was given none
 *   <li>{@code link}: one connection to one server that survives
 * </ul>
 *
 * <p>Owns no key. May call all its parts but {@code pubsub}, and what lies below.
 */
@NullMarked
package chat.passerby.redis;

import org.jspecify.annotations.NullMarked;
