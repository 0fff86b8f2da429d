/**
 * Subscriptions that survive: a {@link chat.passerby.redis.pubsub.Subscriber} subscribes again
 * after each loss, says when messages may have been missed, and proves that messages still arrive.
 *
 * <p>Owns no key. Each connection owns one channel, {@code probe:<random>}, in a cluster {@code
 * probe:{<hash tag>}:<random>}, on which it hears itself. May call {@code redis} and its other
 * parts.
 */
@NullMarked
package chat.passerby.redis.pubsub;

import org.jspecify.annotations.NullMarked;
