/**
 * One long-lived connection to one Redis server: it reconnects, times commands out, and says what a
 * failure means.
 *
 * <p>vertx-redis-client neither reconnects nor knows a command time-out, and leaves its callers
 * hanging when a server stops answering. What makes up for that is here, once.
 *
 * <p>Owns no key. May call {@code telemetry} and {@code time}.
 */
@NullMarked
package chat.passerby.redis.link;

import org.jspecify.annotations.NullMarked;
