/**
 * The connection to Redis that survives: the command link, the subscriber, the runner of Lua
 * scripts, and the real server that a node starts for itself when it was given none.
 *
 * <p>Vert.x' client neither reconnects nor resubscribes, knows no command time-out and leaves its
 * callers hanging when a server stops answering. Everything that makes up for that is here, once;
 * the features above only see futures that complete, or fail with a {@link
 * chat.passerby.redis.RedisUnavailableException}.
 *
 * <p>Redis is one server, a Sentinel group or a Redis Cluster. In a cluster all keys of a command
 * or script have one slot, and channels are sharded.
 *
 * <p>Owns no key. Each connection of a {@link chat.passerby.redis.Subscriber} owns one channel,
 * {@code probe:<random>}, in a cluster {@code probe:{<hash tag>}:<random>}, on which it proves to
 * itself that messages still arrive. May call {@code protocol}, {@code telemetry} and {@code
 * settings}, and needs none of them.
 */
@NullMarked
package chat.passerby.redis;

import org.jspecify.annotations.NullMarked;
