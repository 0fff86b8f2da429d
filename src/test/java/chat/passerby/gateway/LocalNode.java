package chat.passerby.gateway;

import chat.passerby.ClusterAssembly;
import chat.passerby.GatewayAssembly;
import chat.passerby.NodeParts;
import chat.passerby.NodeSecrets;
import chat.passerby.NodeSettings;
import chat.passerby.PairingAssembly;
import chat.passerby.cluster.Crowd;
import chat.passerby.cluster.Duties;
import chat.passerby.cluster.HeartbeatVerticle;
import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.peer.PeersFixture;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.InboxVerticle;
import chat.passerby.gateway.http.PageFiles;
import chat.passerby.gateway.socket.GatewayVerticle;
import chat.passerby.matchmaking.pairing.PairingMeters;
import chat.passerby.matchmaking.pairing.PairingRounds;
import chat.passerby.matchmaking.pairing.PairingVerticle;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.room.Lane;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      NodeParts parts,
      GatewayAssembly assembly,
      PairingVerticle pairing,
      PairingMeters paired,
      SimpleMeterRegistry registry) {
    this.registry = registry;
    this.clock = parts.clock();
    this.connected = parts.connected();
    vertx.exceptionHandler(e -> parts.faults().report(Part.UNCAUGHT, "Something broke.", e));
    Supplier<GatewayVerticle> another =
        () -> {
          GatewayVerticle gateway = new GatewayVerticle(assembly::on);
          gateways.add(gateway);
          return gateway;
        };
    ClusterAssembly cluster = new ClusterAssembly(parts);
    InboxVerticle inbox =
        new InboxVerticle(
            context -> cluster.inbox(context, () -> gateways.forEach(GatewayVerticle::refresh)));
    HeartbeatVerticle heartbeat =
        new HeartbeatVerticle(
            context ->
                cluster.heartbeat(
                    context,
                    parts.clock() instanceof SystemClock clock ? clock : new SystemClock(),
                    () ->
                        new Duties(
                            Optional.of(new Crowd(parts.connected().count(), true)), paired.held()),
                    () ->
                        Future.join(gateways.stream().map(GatewayVerticle::letGo).toList())
                            .mapEmpty()));
    DeploymentOptions worker = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    Eventually.get(
        vertx
            .deployVerticle(heartbeat)
            .compose(deployed -> vertx.deployVerticle(pairing, worker))
            .compose(deployed -> vertx.deployVerticle(inbox))
            .compose(deployed -> vertx.deployVerticle(assembly.sanctions()))
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
    NodeSettings settings = NodeSettings.from(Settings.of(texts));
    settings.transport().tls().ifPresent(LocalNode::read);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Meters meters = new Meters(registry);
    NodeParts parts =
        new NodeParts(
            NodeId.random(),
            clock,
            redis,
            settings.redis().evidence(),
            LinkSettings.DEFAULTS,
            new ConnectedSessions(),
            new Neighbours(),
            meters,
            new Faults(meters, clock),
            PeersFixture.none());
    List<Lane> lanes = settings.matchmaking().lanes().all();
    PairingMeters paired = new PairingMeters(meters, lanes);
    PairingAssembly pairing =
        new PairingAssembly(
            parts,
            lanes,
            settings.matchmaking().policy(),
            settings.sessions().grace(),
            paired,
            PairingRounds.USUAL);
    GatewayAssembly gateways =
        new GatewayAssembly(
            parts,
            settings,
            new NodeSecrets(Secret.of(JWT_SECRET), Secret.of(ADDRESS_SECRET)),
            PageFiles.fromClassPath(),
            deadlines,
            new HttpFaults(meters, clock),
            Optional.empty());
    return new LocalNode(parts, gateways, new PairingVerticle(pairing::on), paired, registry);
  }

  private static void read(TlsFiles files) {
    Vertx reader = Vertx.vertx();
    try {
      files.read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Eventually.get(reader.close());
    }
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
