package chat.passerby.delivery;

import static chat.passerby.redis.Eventually.get;

import chat.passerby.ClusterAssembly;
import chat.passerby.NodeParts;
import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.peer.PeersFixture;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.UnseenFaults;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;

/** Inboxes of nodes that do nothing but hear. */
public final class Inboxes {
  private Inboxes() {}

  /** Begins to hear for the sessions of a node. */
  public static void deploy(RealRedis redis, NodeId node, ConnectedSessions sessions) {
    ClusterAssembly assembly =
        new ClusterAssembly(
            new NodeParts(
                node,
                new SystemClock(),
                redis.endpoint(),
                Optional.empty(),
                LinkSettings.DEFAULTS,
                sessions,
                new Neighbours(),
                new Meters(new SimpleMeterRegistry()),
                UnseenFaults.create(),
                PeersFixture.none()));
    get(
        redis
            .vertx()
            .deployVerticle(new InboxVerticle(context -> assembly.inbox(context, () -> {}))));
  }
}
