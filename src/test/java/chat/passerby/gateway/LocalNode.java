package chat.passerby.gateway;

import chat.passerby.cluster.HeartbeatVerticle;
import chat.passerby.cluster.Neighbours;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.InboxVerticle;
import chat.passerby.gateway.http.PageFiles;
import chat.passerby.gateway.limits.AddressLimits;
import chat.passerby.gateway.limits.Admission;
import chat.passerby.gateway.limits.Paces;
import chat.passerby.gateway.socket.GatewayVerticle;
import chat.passerby.gateway.socket.HeldBytes;
import chat.passerby.matchmaking.MatchmakingSettings;
import chat.passerby.matchmaking.pairing.PairingMeters;
import chat.passerby.matchmaking.pairing.PairingVerticle;
import chat.passerby.matchmaking.queue.QueueMeters;
import chat.passerby.moderation.ModerationSettings;
import chat.passerby.moderation.ReportMeters;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.room.Lane;
import chat.passerby.session.SessionSettings;
import chat.passerby.settings.Secret;
import chat.passerby.settings.Settings;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.HttpFaults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Gateway and pairing inside the test's own JVM, so that clocks and deadlines can be chosen. */
final class LocalNode implements AutoCloseable {
  static final String JWT_SECRET = "a secret that only tests know";

  static final String ADDRESS_SECRET = "another secret of the tests";

  /** Connections take turns, so two visitors are on two event loops. */
  private static final int LOOPS = 2;

  /** No limits but those of the protocol, no grace, and a free port of the loopback interface. */
  private static final Map<String, String> UNLIMITED =
      Map.ofEntries(
          Map.entry("PASSERBY_HOST", "127.0.0.1"),
          Map.entry("PASSERBY_PORT", "0"),
          Map.entry("PASSERBY_CONNECTIONS", "0"),
          Map.entry("PASSERBY_LOOP_LAG", "PT0S"),
          Map.entry("PASSERBY_CONNECTIONS_PER_ADDRESS", "0"),
          Map.entry("PASSERBY_SESSIONS_PER_MINUTE", "0"),
          Map.entry("PASSERBY_FRAMES_PER_SECOND", "0"),
          Map.entry("PASSERBY_NEXT_PER_MINUTE", "0"),
          Map.entry("PASSERBY_LOOK", "PT0S"),
          Map.entry("PASSERBY_RECENT_WINDOW", "PT0S"),
          Map.entry("PASSERBY_JWT_SECRET", JWT_SECRET),
          Map.entry("PASSERBY_TOKEN_LIFETIME", "P7D"),
          Map.entry("PASSERBY_GRACE", "PT0S"));

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(LOOPS));
  private final List<GatewayVerticle> gateways = new CopyOnWriteArrayList<>();

  private final SimpleMeterRegistry registry;
  private final NodeClock clock;
  private final ConnectedSessions connected;

  private LocalNode(
      GatewayVerticle.Shared shared,
      Deadlines deadlines,
      PairingVerticle pairing,
      SimpleMeterRegistry registry) {
    this.registry = registry;
    this.clock = shared.clock();
    this.connected = shared.connected();
    vertx.exceptionHandler(e -> shared.faults().report(Part.UNCAUGHT, "Something broke.", e));
    Supplier<GatewayVerticle> another =
        () -> {
          GatewayVerticle gateway = new GatewayVerticle(shared, deadlines);
          gateways.add(gateway);
          return gateway;
        };
    InboxVerticle inbox =
        new InboxVerticle(
            shared.self(),
            shared.redis(),
            shared.links(),
            shared.connected(),
            shared.neighbours(),
            shared.faults(),
            () -> gateways.forEach(GatewayVerticle::refresh));
    HeartbeatVerticle heartbeat =
        new HeartbeatVerticle(
            shared.self(),
            shared.redis(),
            shared.links(),
            () -> OptionalInt.of(shared.connected().count()),
            shared.neighbours(),
            shared.clock() instanceof SystemClock clock ? clock : new SystemClock(),
            shared.faults(),
            () -> Future.join(gateways.stream().map(GatewayVerticle::letGo).toList()).mapEmpty());
    DeploymentOptions worker = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    Eventually.get(
        vertx
            .deployVerticle(heartbeat)
            .compose(deployed -> vertx.deployVerticle(pairing, worker))
            .compose(deployed -> vertx.deployVerticle(inbox))
            .compose(
                deployed ->
                    vertx.deployVerticle(another, new DeploymentOptions().setInstances(LOOPS))));
  }

  static LocalNode start(RedisEndpoint redis) {
    return start(redis, Map.of());
  }

  static LocalNode start(RedisEndpoint redis, Map<String, String> limits) {
    return start(redis, limits, Deadlines.PROTOCOL, new SystemClock());
  }

  static LocalNode start(
      RedisEndpoint redis, Map<String, String> limits, Deadlines deadlines, NodeClock clock) {
    Map<String, String> texts = new HashMap<>(UNLIMITED);
    texts.putAll(limits);
    Settings settings = Settings.of(texts);
    GatewaySettings gateway = GatewaySettings.from(settings);
    NodeId self = NodeId.random();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Meters meters = new Meters(registry);
    Faults faults = new Faults(meters, clock);
    ConnectedSessions connected = new ConnectedSessions();
    Neighbours neighbours = new Neighbours();
    SessionSettings sessions = SessionSettings.from(settings);
    MatchmakingSettings matchmaking = MatchmakingSettings.from(settings);
    List<Lane> lanes = matchmaking.lanes().all();
    PairingVerticle.Shared pairing =
        new PairingVerticle.Shared(
            self,
            lanes,
            matchmaking.policy(),
            redis,
            LinkSettings.DEFAULTS,
            connected,
            neighbours,
            sessions.grace(),
            new PairingMeters(meters, lanes),
            faults,
            clock);
    GatewayVerticle.Shared shared =
        new GatewayVerticle.Shared(
            self,
            gateway,
            sessions,
            matchmaking,
            ModerationSettings.from(settings),
            Secret.of(JWT_SECRET),
            Secret.of(ADDRESS_SECRET),
            redis,
            LinkSettings.DEFAULTS,
            connected,
            neighbours,
            new Admission(gateway.connections()),
            new AddressLimits(gateway.connectionsPerAddress(), gateway.sessionsPerMinute(), clock),
            new Paces(),
            new GatewayMeters(meters),
            new QueueMeters(meters, lanes),
            new CallMeters(meters),
            new ReportMeters(meters, clock),
            new HttpFaults(meters, clock),
            faults,
            PageFiles.fromClassPath(),
            new HeldBytes(),
            clock);
    return new LocalNode(shared, deadlines, new PairingVerticle(pairing), registry);
  }

  /** How many sessions are here, those included that may come back. */
  int sessions() {
    return connected.count();
  }

  /** What time it is by the node's clock. */
  Instant now() {
    return clock.instant();
  }

  int port() {
    return gateways.get(0).port();
  }

  /** Looks up a meter, which must be there. */
  RequiredSearch meter(String name) {
    return registry.get(name);
  }

  /** What a counter has come to. */
  long count(String name, String label, String value) {
    return Math.round(meter(name).tag(label, value).counter().count());
  }

  /** Keeps the event loops of the connections from everything until the answer is run. */
  Runnable blockLoops() {
    CountDownLatch blocked = new CountDownLatch(LOOPS);
    CountDownLatch end = new CountDownLatch(1);
    ((VertxInternal) vertx)
        .nettyEventLoopGroup()
        .forEach(
            loop ->
                loop.execute(
                    () -> {
                      blocked.countDown();
                      awaitUninterruptibly(end);
                    }));
    awaitUninterruptibly(blocked);
    return end::countDown;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Eventually.get(vertx.close());
  }
}
