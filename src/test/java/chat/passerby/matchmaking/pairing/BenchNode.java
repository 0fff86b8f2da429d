package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.get;

import chat.passerby.ClusterAssembly;
import chat.passerby.NodeParts;
import chat.passerby.PairingAssembly;
import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.peer.PeersFixture;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.InboxVerticle;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.MatchmakingSettings;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.room.Room;
import chat.passerby.settings.Settings;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.UnseenFaults;
import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A node without sockets: its visitors write down what they are told. */
public final class BenchNode {
  /** Quick to notice that Redis does not answer. */
  public static final LinkSettings QUICK =
      new LinkSettings(
          LinkSettings.DEFAULTS.connectTimeout(),
          Duration.ofMillis(400),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          LinkSettings.DEFAULTS.maxPending(),
          LinkSettings.DEFAULTS.probeInterval());

  /** Whoever waits in a test is put in again more often, or not needed for so long. */
  private static final PairingRounds SHORT_ROUNDS =
      new PairingRounds(Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final Vertx vertx;
  private final RedisEndpoint redis;
  private final NodeId self;
  private final ConnectedSessions connected = new ConnectedSessions();
  private final String inbox;

  /** A node that hears what others send to it. */
  public BenchNode(Vertx vertx, RedisEndpoint redis, String name) {
    this(vertx, redis, name, () -> {});
  }

  /**
   * A node that hears what others send to it.
   *
   * @param missed called when it hears again after it may have missed something
   */
  public BenchNode(Vertx vertx, RedisEndpoint redis, String name, Runnable missed) {
    this.vertx = vertx;
    this.redis = redis;
    this.self = new NodeId(name);
    ClusterAssembly assembly = new ClusterAssembly(parts(new SystemClock()));
    this.inbox =
        get(vertx.deployVerticle(new InboxVerticle(context -> assembly.inbox(context, missed))));
  }

  public NodeId self() {
    return self;
  }

  public ConnectedSessions connected() {
    return connected;
  }

  /** Begins to pair the lane; returns what to undeploy. */
  public String pair() {
    return pair(meters(), new SystemClock());
  }

  /**
   * Begins to pair the lane; returns what to undeploy.
   *
   * @param grace how long an absent visitor keeps its place
   */
  public String pair(PolicySettings policy, Duration grace) {
    return pair(policy, grace, meters(), new SystemClock());
  }

  /** Begins to pair the lane, by a given clock; returns what to undeploy. */
  String pair(PairingMeters meters, NodeClock clock) {
    return pair(policy(), Duration.ZERO, meters, clock);
  }

  private String pair(
      PolicySettings policy, Duration grace, PairingMeters meters, NodeClock clock) {
    PairingAssembly assembly =
        new PairingAssembly(parts(clock), List.of(LANE), policy, grace, meters, SHORT_ROUNDS);
    return get(
        vertx.deployVerticle(
            new PairingVerticle(assembly::on),
            new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
  }

  /** What there is once in this node. */
  public NodeParts parts(NodeClock clock) {
    return new NodeParts(
        self,
        clock,
        redis,
        Optional.empty(),
        QUICK,
        connected,
        new Neighbours(),
        new Meters(new SimpleMeterRegistry()),
        UnseenFaults.create(),
        PeersFixture.none());
  }

  /** Stops hearing what others send: a message to this node reaches nobody from then on. */
  public void deafen() {
    get(vertx.undeploy(inbox));
  }

  public static PolicySettings policy() {
    return MatchmakingSettings.from(Settings.of(Map.of())).policy();
  }

  static PairingMeters meters() {
    return meters(new SimpleMeterRegistry());
  }

  static PairingMeters meters(MeterRegistry registry) {
    return new PairingMeters(new Meters(registry), List.of(LANE));
  }

  /** Somebody is connected here, and is not in the queue yet. */
  public Visitor visitor(String name, long sinceMillis) {
    Visitor visitor = new Visitor(LaneBench.ticket(name, 1, sinceMillis, self, List.of()));
    connected.register(visitor.connection(vertx));
    return visitor;
  }

  /** The same visitor on a newer connection, which is not in the queue yet. */
  Visitor reconnected(Visitor older) {
    Ticket ticket = older.ticket();
    long since = ticket.since().toEpochMilli();
    String session = ticket.session().value();
    Visitor visitor =
        new Visitor(LaneBench.ticket(session, ticket.epoch() + 1, since, self, List.of()));
    connected.register(visitor.connection(vertx));
    return visitor;
  }

  /** Somebody's connection ends. */
  void disconnect(Visitor visitor) {
    connected.unregister(visitor.connection(vertx));
  }

  /** Somebody who is connected to a node. */
  public static final class Visitor {
    private final Ticket ticket;
    private final List<RoomEvent> events = new CopyOnWriteArrayList<>();
    private ConnectedSessions.@Nullable Connected connection;

    private Visitor(Ticket ticket) {
      this.ticket = ticket;
    }

    public Ticket ticket() {
      return ticket;
    }

    /** What this visitor has been told, in order. */
    List<RoomEvent> events() {
      return List.copyOf(events);
    }

    /** The rooms that this visitor has been told of. */
    List<Room> rooms() {
      return events.stream()
          .filter(RoomEvent.Matched.class::isInstance)
          .map(event -> ((RoomEvent.Matched) event).room())
          .distinct()
          .toList();
    }

    private ConnectedSessions.Connected connection(Vertx vertx) {
      ConnectedSessions.Connected present = connection;
      if (present == null) {
        present =
            new ConnectedSessions.Connected(
                LaneBench.address(ticket),
                ticket.device(),
                InetAddress.getLoopbackAddress(),
                vertx.getOrCreateContext(),
                events::add);
        connection = present;
      }
      return present;
    }
  }
}
