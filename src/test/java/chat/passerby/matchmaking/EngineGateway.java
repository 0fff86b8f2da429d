package chat.passerby.matchmaking;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.get;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.delivery.Courier;
import chat.passerby.delivery.UntoldEnds;
import chat.passerby.device.DeviceMemory;
import chat.passerby.gateway.Absences;
import chat.passerby.gateway.CallMeters;
import chat.passerby.gateway.Departures;
import chat.passerby.gateway.EventLoop;
import chat.passerby.gateway.GatewayMeters;
import chat.passerby.gateway.HeldNews;
import chat.passerby.gateway.LossWatch;
import chat.passerby.gateway.Postponed;
import chat.passerby.gateway.Returning;
import chat.passerby.gateway.Settling;
import chat.passerby.gateway.VisitorStores;
import chat.passerby.gateway.WaitingEstimates;
import chat.passerby.gateway.http.IceServers;
import chat.passerby.gateway.http.SharedReading;
import chat.passerby.gateway.limits.HasteLimits;
import chat.passerby.gateway.limits.Paces;
import chat.passerby.gateway.socket.Answers;
import chat.passerby.gateway.socket.Arrivals;
import chat.passerby.gateway.socket.Deeds;
import chat.passerby.gateway.socket.Greeting;
import chat.passerby.gateway.socket.VisitFrames;
import chat.passerby.gateway.socket.Visits;
import chat.passerby.matchmaking.figures.FiguresBoard;
import chat.passerby.matchmaking.pairing.BenchNode;
import chat.passerby.matchmaking.policy.PairingPolicy;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.Places;
import chat.passerby.matchmaking.rewind.Rewinds;
import chat.passerby.moderation.ModerationSettings;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.ReportMeters;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.room.KeptRooms;
import chat.passerby.room.Lane;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Room;
import chat.passerby.room.RoomCodec;
import chat.passerby.room.RoomKeys;
import chat.passerby.session.AddressTags;
import chat.passerby.session.KeptSessions;
import chat.passerby.session.OpenSessionScript;
import chat.passerby.session.SessionTokens;
import chat.passerby.settings.Secret;
import chat.passerby.settings.Settings;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.UnseenFaults;
import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.VisitSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The parts of a gateway behind its sockets, on one event loop: the real ones, with their ticks and
 * rounds.
 */
final class EngineGateway extends VerticleBase {
  /** Short, since a test waits for it; a visitor comes back in time or too late. */
  static final Duration GRACE = Duration.ofMillis(500);

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Secret SECRET = Secret.of("a secret that only tests know");
  private static final long TICK_MILLIS = 100;

  /** Far below a ticket's lifetime on the nodes of a test. */
  private static final long REFRESH_MILLIS = 1_000;

  private final BenchNode node;
  private final RedisEndpoint redis;
  private final PolicySettings policy;
  private final List<EngineClient> clients = new CopyOnWriteArrayList<>();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final Map<RoomId, Room> rooms = new ConcurrentHashMap<>();
  private final NodeClock clock = new SystemClock();
  private RedisLink link;
  private EventLoop loop;
  private SessionTokens tokens;
  private Absences absences;
  private Greeting greeting;

  private EngineGateway(Vertx vertx, RedisEndpoint redis, String name, PolicySettings policy) {
    this.redis = redis;
    this.policy = policy;
    this.node = new BenchNode(vertx, redis, name, () -> turn(() -> refresh(true)));
  }

  static EngineGateway start(Vertx vertx, RedisEndpoint redis, String name, PolicySettings policy) {
    EngineGateway gateway = new EngineGateway(vertx, redis, name, policy);
    get(vertx.deployVerticle(gateway));
    return gateway;
  }

  @Override
  public Future<?> start() {
    loop = new EventLoop(context);
    link = RedisLink.create(vertx, redis, BenchNode.QUICK, "gateway");
    tokens = new SessionTokens(vertx, SECRET, Duration.ofHours(1), clock);
    absences = new Absences(vertx, GRACE);
    LossWatch losses =
        new LossWatch(vertx, link, List.of(LANE), UnseenFaults.create(), this::restore);
    greeting = greeting(losses);
    link.onUp(() -> refresh(true));
    link.onUp(losses::round);
    vertx.setPeriodic(LossWatch.PERIOD.toMillis(), round -> losses.round());
    vertx.setPeriodic(TICK_MILLIS, tick -> each(new Input.Tick(false)));
    vertx.setPeriodic(REFRESH_MILLIS, round -> refresh(false));
    return link.start();
  }

  private Greeting greeting(LossWatch losses) {
    Faults faults = UnseenFaults.create();
    Meters meters = new Meters(new SimpleMeterRegistry());
    Neighbours neighbours = new Neighbours();
    ScriptRunner runner = new ScriptRunner(link);
    Courier courier =
        new Courier(
            node.self(), node.connected(), new NodeChannel(context, link), neighbours, faults);
    LaneQueue queue = new LaneQueue(loop::run, runner, LaneBench.queueMeters(), faults);
    Places places = new Places(link, runner, List.of(LANE), faults);
    KeptRooms keptRooms = new KeptRooms(runner);
    KeptSessions sessions = new KeptSessions(link, runner);
    DeviceMemory devices = new DeviceMemory(runner, WINDOW, clock);
    WaitingEstimates estimates =
        new WaitingEstimates(
            new SharedReading<>(() -> new FiguresBoard(link, faults).read(List.of(LANE)), clock),
            faults);
    Departures departures =
        new Departures(
            new Postponed(context, link, faults),
            new LeaveRoomScript(runner),
            new UntoldEnds(sessions, courier),
            queue,
            places,
            courier,
            GRACE);
    Arrivals arrivals =
        new Arrivals(
            node.self(),
            loop,
            new OpenSessionScript(runner, KeptSessions.MEMORY),
            node.connected(),
            courier,
            faults);
    Deeds deeds =
        new Deeds(
            new Answers(
                loop,
                new VisitorStores(
                    queue, places, keptRooms, sessions, devices, new Rewinds(link, runner)),
                estimates,
                courier,
                new ReportDesk(
                    runner,
                    ModerationSettings.from(Settings.of(Map.of())),
                    new ReportMeters(meters, clock)),
                new AddressTags(SECRET)),
            new VisitFrames(
                new IceServers(List.of(), Optional.empty(), SECRET, clock),
                new Limits(Limits.FRAME_BYTES, Limits.TEXT_CHARS, 0, 0, GRACE),
                estimates,
                clock),
            courier,
            departures,
            arrivals,
            new Postponed(context, link, faults),
            absences,
            new GatewayMeters(meters),
            new CallMeters(meters));
    Visits visits =
        new Visits(
            new VisitSettings(
                new LanePlan(List.of(Lane.DEFAULT_POOL), 1),
                new PairingPolicy(policy),
                GRACE,
                WINDOW,
                new Random(1),
                RoomId::random),
            new HasteLimits(new Paces(), Duration.ZERO, 0, clock),
            deeds,
            new HeldNews(neighbours),
            faults,
            clock);
    return new Greeting(
        tokens,
        neighbours,
        new Settling(loop, link, BenchNode.QUICK, sessions, neighbours, clock),
        arrivals,
        new Returning(loop, places, keptRooms, losses, departures, faults),
        devices,
        visits,
        faults);
  }

  @Override
  public Future<?> stop() {
    return link.close();
  }

  BenchNode node() {
    return node;
  }

  NodeId self() {
    return node.self();
  }

  Greeting greeting() {
    return greeting;
  }

  /** Begins to pair the lane; returns what to undeploy. */
  String pair() {
    return node.pair(policy, GRACE);
  }

  /** The clients that there have been here, and those that are. */
  List<EngineClient> clients() {
    return List.copyOf(clients);
  }

  /** Runs on the gateway's event loop, soon. */
  void turn(Runnable work) {
    context.runOnContext(now -> work.run());
  }

  boolean isUp() {
    return link.isUp();
  }

  /** Sends something that Redis should answer. */
  void ping() {
    link.send(Request.cmd(Command.PING)).onComplete(done -> {});
  }

  /** What threw something that nobody foresaw. */
  List<String> broken() {
    return broken;
  }

  void broken(String what, Throwable cause) {
    broken.add(what + " " + cause);
  }

  /** Welcomes a visitor here. */
  Future<EngineClient> welcome(EngineVisitor visitor, Map<SessionId, List<EngineClient>> all) {
    Promise<EngineClient> welcomed = Promise.promise();
    List<EngineClient> before =
        all.computeIfAbsent(visitor.identity().session(), first -> new CopyOnWriteArrayList<>());
    EngineClient client = new EngineClient(this, List.copyOf(before));
    before.add(client);
    clients.add(client);
    turn(() -> client.hello(tokens.issue(visitor.identity()).token()).onComplete(welcomed));
    return welcomed.future();
  }

  /** What a gateway does every ten seconds, or when something may be lost. */
  void refresh(boolean lost) {
    each(new Input.Refresh(lost));
  }

  private void restore() {
    each(new Input.DataLost());
    absences.restore();
  }

  private void each(Input input) {
    clients.forEach(client -> client.ifHere(visit -> visit.take(input)));
  }

  /** Somebody has come to a room: reads who its members are. */
  void look(RoomId room) {
    link.send(Request.cmd(Command.GET).arg(RoomKeys.room(LANE, room)))
        .onSuccess(
            value -> {
              if (value != null) {
                rooms.put(room, RoomCodec.unpack(value.toBuffer()));
              }
            });
  }

  /** The rooms that Redis has told of. */
  Map<RoomId, Room> rooms() {
    return rooms;
  }

  /** The whole node is gone from one moment to the next. */
  void die() {
    node.deafen();
    Promise<Void> gone = Promise.promise();
    turn(
        () -> {
          clients.forEach(EngineClient::die);
          gone.complete();
        });
    get(gone.future());
    get(vertx.undeploy(deploymentID()));
  }
}
