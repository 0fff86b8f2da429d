package chat.passerby.load;

import chat.passerby.NodeParts;
import chat.passerby.PairingAssembly;
import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.peer.PeerMeters;
import chat.passerby.cluster.peer.PeerSettings;
import chat.passerby.cluster.peer.Peers;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.pairing.PairingMeters;
import chat.passerby.matchmaking.pairing.PairingRounds;
import chat.passerby.matchmaking.pairing.PairingVerticle;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.QueueMeters;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.embedded.EmbeddedRedis;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.room.Lane;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A node without sockets, with a Redis of its own: pairing as it is deployed, and event loops that
 * stand in for the gateways.
 */
final class EngineNode implements AutoCloseable {
  private static final NodeId SELF = new NodeId("engine");
  private static final Lane LANE = new Lane(Lane.DEFAULT_POOL, Mode.TEXT);

  private final Path data;
  private final EmbeddedRedis redis;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final ConnectedSessions connected = new ConnectedSessions();
  private final List<Gateway> gateways = new ArrayList<>();

  private EngineNode(Path data, EmbeddedRedis redis) {
    this.data = data;
    this.redis = redis;
  }

  static EngineNode start(int gateways) throws IOException {
    Path data = Files.createTempDirectory("passerby-engine");
    EngineNode node = new EngineNode(data, EmbeddedRedis.start(data));
    Meters meters = new Meters(new SimpleMeterRegistry());
    NodeClock clock = new SystemClock();
    PairingAssembly pairing =
        new PairingAssembly(
            new NodeParts(
                SELF,
                clock,
                node.redis.endpoint(),
                Optional.empty(),
                LinkSettings.DEFAULTS,
                node.connected,
                new Neighbours(),
                meters,
                new Faults(meters, clock),
                new Peers(PeerSettings.NONE, new PeerMeters(meters, clock))),
            List.of(LANE),
            PolicySettings.defaults(),
            Duration.ofSeconds(20),
            new PairingMeters(meters, List.of(LANE)),
            PairingRounds.USUAL);
    node.vertx
        .deployVerticle(
            new PairingVerticle(pairing::on),
            new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
        .await();
    for (int i = 0; i < gateways; i++) {
      node.gateways.add(node.gateway().await());
    }
    return node;
  }

  List<Gateway> gateways() {
    return gateways;
  }

  Vertx vertx() {
    return vertx;
  }

  /** What Redis tells of itself; not to be called on an event loop. */
  String info(String section) {
    Promise<String> info = Promise.promise();
    gateways
        .getFirst()
        .run(gateway -> gateway.send(Request.cmd(Command.INFO).arg(section)).onComplete(info));
    return info.future().await();
  }

  private Future<Gateway> gateway() {
    // A context of its own, as a gateway has.
    Promise<Gateway> made = Promise.promise();
    vertx
        .deployVerticle(
            context -> {
              RedisLink link =
                  RedisLink.create(vertx, redis.endpoint(), LinkSettings.DEFAULTS, "gateway");
              Gateway gateway = new Gateway(context, link, connected);
              return link.start().onSuccess(up -> made.complete(gateway));
            })
        .onFailure(made::fail);
    return made.future();
  }

  @Override
  public void close() throws IOException {
    vertx.close().await();
    redis.close();
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(EngineNode::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stands in for a gateway: brings people in, and hears of their matches. */
  static final class Gateway {
    private final Context context;
    private final RedisLink link;
    private final LaneQueue queue;
    private final ConnectedSessions connected;

    private Gateway(Context context, RedisLink link, ConnectedSessions connected) {
      this.context = context;
      this.link = link;
      Meters meters = new Meters(new SimpleMeterRegistry());
      this.queue =
          new LaneQueue(
              turn -> context.runOnContext(v -> turn.run()),
              new ScriptRunner(link),
              new QueueMeters(meters, List.of(LANE)),
              new Faults(meters, new SystemClock()));
      this.connected = connected;
    }

    /** Runs something on the gateway's event loop. */
    void run(Consumer<Gateway> action) {
      context.runOnContext(turn -> action.accept(this));
    }

    /**
     * Brings somebody into the lane; call it on the gateway's event loop.
     *
     * @param matched called there when a partner was found
     * @return completes when the ticket is in the queue
     */
    Future<?> enter(Criteria criteria, Runnable matched) {
      SessionId session = SessionId.random();
      DeviceId device = DeviceId.random();
      Address address = new Address(session, 1, SELF);
      ConnectedSessions.Connected[] self = new ConnectedSessions.Connected[1];
      self[0] =
          new ConnectedSessions.Connected(
              address,
              device,
              InetAddress.getLoopbackAddress(),
              context,
              event -> {
                if (event instanceof RoomEvent.Matched) {
                  connected.unregister(self[0]);
                  matched.run();
                }
              });
      connected.register(self[0]);
      Ticket ticket =
          new Ticket(session, 1, SELF, device, Instant.now(), criteria, Set.of(), Map.of());
      return queue.enqueue(LANE, ticket, Optional.empty());
    }

    private Future<String> send(Request request) {
      return link.send(request).map(Object::toString);
    }
  }
}
