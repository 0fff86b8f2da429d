package chat.passerby.matchmaking;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.get;

import chat.passerby.NodeParts;
import chat.passerby.NodeSecrets;
import chat.passerby.NodeSettings;
import chat.passerby.VisitAssembly;
import chat.passerby.VisitAssembly.Reception;
import chat.passerby.gateway.EventLoop;
import chat.passerby.gateway.GatewayMeters;
import chat.passerby.gateway.LossWatch;
import chat.passerby.gateway.socket.Greeting;
import chat.passerby.matchmaking.pairing.BenchNode;
import chat.passerby.moderation.sanction.SanctionBook;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.room.Room;
import chat.passerby.room.RoomCodec;
import chat.passerby.room.RoomKeys;
import chat.passerby.session.AddressTags;
import chat.passerby.settings.Secret;
import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import chat.passerby.visit.state.Input;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The parts of a gateway behind its sockets, on one event loop: the real ones, with their ticks and
 * rounds.
 */
final class EngineGateway extends VerticleBase {
  private static final NodeSecrets SECRETS =
      new NodeSecrets(
          Secret.of("a secret that only tests know"), Secret.of("another secret of the tests"));
  private static final long TICK_MILLIS = 100;

  /** Far below a ticket's lifetime on the nodes of a test. */
  private static final long REFRESH_MILLIS = 1_000;

  private final BenchNode node;
  private final NodeSettings settings;
  private final List<EngineClient> clients = new CopyOnWriteArrayList<>();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final Map<RoomId, Room> rooms = new ConcurrentHashMap<>();
  private final NodeClock clock = new SystemClock();
  private RedisLink link;
  private Reception reception;

  private EngineGateway(Vertx vertx, RedisEndpoint redis, String name, NodeSettings settings) {
    this.settings = settings;
    this.node = new BenchNode(vertx, redis, name, () -> turn(() -> refresh(true)));
  }

  static EngineGateway start(Vertx vertx, RedisEndpoint redis, String name, NodeSettings settings) {
    EngineGateway gateway = new EngineGateway(vertx, redis, name, settings);
    get(vertx.deployVerticle(gateway));
    return gateway;
  }

  @Override
  public Future<?> start() {
    NodeParts parts = node.parts(clock);
    link = RedisLink.create(vertx, parts.redis(), parts.links(), "gateway");
    reception =
        new VisitAssembly(
                parts,
                settings,
                SECRETS,
                new SanctionBook(new AddressTags(SECRETS.addresses()), clock),
                new ShieldBook(),
                new GatewayMeters(parts.meters()))
            .reception(new EventLoop(context), link, new EvidenceLink(link, false));
    LossWatch losses = reception.losses();
    losses.onLoss(this::restore);
    link.onUp(() -> refresh(true));
    link.onUp(losses::round);
    vertx.setPeriodic(LossWatch.PERIOD.toMillis(), round -> losses.round());
    vertx.setPeriodic(TICK_MILLIS, tick -> each(new Input.Tick(false)));
    vertx.setPeriodic(REFRESH_MILLIS, round -> refresh(false));
    return link.start();
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
    return reception.greeting();
  }

  /** Begins to pair the lane; returns what to undeploy. */
  String pair() {
    return node.pair(settings.matchmaking().policy(), settings.sessions().grace());
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
    turn(
        () ->
            client
                .hello(reception.tokens().issue(visitor.identity()).token())
                .onComplete(welcomed));
    return welcomed.future();
  }

  /** What a gateway does every ten seconds, or when something may be lost. */
  void refresh(boolean lost) {
    each(new Input.Refresh(lost));
  }

  private void restore() {
    each(new Input.DataLost());
    reception.absences().restore();
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
