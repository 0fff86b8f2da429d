package chat.passerby;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.Courier;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.NodeClock;
import io.vertx.core.Context;

/**
 * What there is once in a node, whatever its roles.
 *
 * @param redis where Redis is
 * @param links how it is reached
 * @param connected the sessions on this node
 * @param neighbours what this node knows of the others
 */
public record NodeParts(
    NodeId self,
    NodeClock clock,
    RedisEndpoint redis,
    LinkSettings links,
    ConnectedSessions connected,
    Neighbours neighbours,
    Meters meters,
    Faults faults) {

  /** A connection to Redis of that name, which is still to be started. */
  RedisLink link(Context context, String name) {
    return RedisLink.create(context.owner(), redis, links, name);
  }

  /** Subscriptions beside the commands of that link; still to be started. */
  Subscriber subscriber(Context context, RedisLink commands, String name) {
    return Subscriber.create(context.owner(), redis, links, commands, name);
  }

  /** Brings events from this event loop to whoever they are for. */
  Courier courier(Context context, RedisLink link) {
    return new Courier(self, connected, new NodeChannel(context, link), neighbours, faults);
  }
}
