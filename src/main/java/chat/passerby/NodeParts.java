package chat.passerby;

import chat.passerby.cluster.LinkMaker;
import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.cluster.peer.Peers;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.Courier;
import chat.passerby.prober.ProbeMeters;
import chat.passerby.prober.ProberSettings;
import chat.passerby.prober.ProberVerticle;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisCheck;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.NodeClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * What there is once in a node, whatever its roles.
 *
 * @param redis where Redis is
 * @param evidence where the Redis of reports is, if they have one of their own
 * @param links how it is reached
 * @param connected the sessions on this node
 * @param neighbours what this node knows of the others
 * @param peers the direct links to and from them
 */
public record NodeParts(
    NodeId self,
    NodeClock clock,
    RedisEndpoint redis,
    Optional<RedisEndpoint> evidence,
    LinkSettings links,
    ConnectedSessions connected,
    Neighbours neighbours,
    Meters meters,
    Faults faults,
    Peers peers) {

  /** Synthetic visitors. */
  ProberVerticle prober(ProberSettings settings) {
    return new ProberVerticle(
        settings, context -> link(context, "prober"), new ProbeMeters(meters), clock);
  }

  /** A connection to Redis of that name, which is still to be started. */
  RedisLink link(Context context, String name) {
    return RedisLink.create(context.owner(), redis, links, name);
  }

  /**
   * Checks the Redis of reports, where they have one of their own.
   *
   * @param patience how long it may be away at first
   * @return fails with a {@link StartException} when it cannot be used
   */
  Future<Void> checkEvidence(Vertx vertx, Duration patience) {
    if (evidence.isEmpty()) {
      return Future.succeededFuture();
    }
    RedisEndpoint own = evidence.get();
    RedisLink trial = RedisLink.create(vertx, own, links, "evidence-check");
    return new RedisCheck(vertx, own, trial)
        .run(patience)
        .recover(e -> Future.failedFuture(StartException.explainEvidence(own, e)))
        .eventually(trial::close);
  }

  /**
   * A connection to the Redis of reports, which is still to be started.
   *
   * @param link to the Redis of all else
   */
  EvidenceLink evidence(Context context, RedisLink link) {
    return evidence
        .map(
            own ->
                new EvidenceLink(RedisLink.create(context.owner(), own, links, "evidence"), true))
        .orElseGet(() -> new EvidenceLink(link, false));
  }

  /** Subscriptions beside the commands of that link; still to be started. */
  Subscriber subscriber(Context context, RedisLink commands, String name) {
    return Subscriber.create(context.owner(), redis, links, commands, name);
  }

  /** Brings events from this event loop to whoever they are for. */
  Courier courier(Context context, RedisLink link) {
    return new Courier(self, connected, new NodeChannel(context, link), neighbours, faults);
  }

  /** As {@link #courier}, with a direct link to each node that takes one. */
  Courier linkedCourier(Context context, RedisLink link) {
    LinkMaker maker = new LinkMaker(context.owner(), self, peers, neighbours);
    return new Courier(
        self, connected, new NodeChannel(context, link, Optional.of(maker)), neighbours, faults);
  }
}
