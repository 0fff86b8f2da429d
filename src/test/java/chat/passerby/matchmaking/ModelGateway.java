package chat.passerby.matchmaking;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.get;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.delivery.Courier;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.pairing.BenchNode;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Room;
import chat.passerby.room.RoomKeys;
import chat.passerby.session.Address;
import chat.passerby.session.OpenSessionScript;
import chat.passerby.telemetry.UnseenFaults;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A gateway without sockets: does for its visitors towards Redis and the other nodes what the real
 * one does. All of it runs on one event loop.
 */
final class ModelGateway extends VerticleBase {
  /** Far below a ticket's lifetime on the nodes of the model. */
  private static final long REFRESH_MILLIS = 1_000;

  private final BenchNode node;
  private final RedisEndpoint redis;
  private final List<ModelConnection> connections = new CopyOnWriteArrayList<>();
  private final Deque<Supplier<Future<?>>> postponed = new ArrayDeque<>();
  private RedisLink link;
  private LaneQueue queue;
  private LeaveRoomScript leaveRoom;
  private OpenSessionScript openSession;
  private Courier courier;

  private ModelGateway(Vertx vertx, RedisEndpoint redis, String name) {
    this.redis = redis;
    this.node = new BenchNode(vertx, redis, name, () -> turn(this::refreshWaiting));
  }

  static ModelGateway start(Vertx vertx, RedisEndpoint redis, String name) {
    ModelGateway gateway = new ModelGateway(vertx, redis, name);
    get(vertx.deployVerticle(gateway));
    return gateway;
  }

  @Override
  public Future<?> start() {
    link = RedisLink.create(vertx, redis, BenchNode.QUICK, "gateway");
    ScriptRunner runner = new ScriptRunner(link);
    queue =
        new LaneQueue(
            turn -> context.runOnContext(v -> turn.run()),
            runner,
            LaneBench.queueMeters(),
            UnseenFaults.create());
    leaveRoom = new LeaveRoomScript(runner);
    openSession = new OpenSessionScript(runner, Duration.ofHours(1));
    courier =
        new Courier(
            node.self(),
            node.connected(),
            new NodeChannel(context, link),
            new Neighbours(),
            UnseenFaults.create());
    link.onUp(this::catchUp);
    link.onUp(this::refreshWaiting);
    vertx.setPeriodic(REFRESH_MILLIS, round -> refreshWaiting());
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

  LaneQueue queue() {
    return queue;
  }

  /** The connections that there have been here, and those that are. */
  List<ModelConnection> connections() {
    return List.copyOf(connections);
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

  /** Welcomes a visitor here; an older connection of the same session is told that it is over. */
  Future<ModelConnection> welcome(ModelVisitor visitor) {
    return openSession
        .run(visitor.session(), self())
        .map(
            opened -> {
              Address address = opened.address();
              ModelConnection connection = new ModelConnection(this, visitor, address, context);
              connections.add(connection);
              node.connected()
                  .register(connection.registration())
                  .ifPresent(
                      older ->
                          older
                              .context()
                              .runOnContext(now -> older.inbox().accept(new RoomEvent.Replaced())));
              opened
                  .previous()
                  .filter(previous -> !previous.node().equals(self()))
                  .ifPresent(this::replaceElsewhere);
              return connection;
            });
  }

  private void replaceElsewhere(Address older) {
    courier.deliver(older, new RoomEvent.Replaced()).onComplete(done -> {});
  }

  /** As on every round of a gateway, and when Redis is back. */
  void refreshWaiting() {
    connections.forEach(ModelConnection::refresh);
  }

  Future<Boolean> isThere(RoomId room) {
    return link.send(Request.cmd(Command.EXISTS).arg(RoomKeys.room(LANE, room)))
        .map(reply -> reply.toInteger() == 1);
  }

  void leave(Room room, Address leaver, Left.Reason reason) {
    attempt(() -> leaveRoom.run(room, leaver));
    courier
        .deliver(
            room.othersThan(leaver.session()).getFirst().address(),
            new RoomEvent.Ended(room, reason))
        .onComplete(done -> {});
  }

  void withdraw(Address address) {
    attempt(
        () ->
            queue
                .withdraw(LANE, address)
                .onSuccess(
                    reply -> {
                      if (reply instanceof QueueReply.Taken taken
                          && taken.room().memberOf(address.session()).address().equals(address)) {
                        leave(taken.room(), address, Left.Reason.GONE);
                      }
                    }));
  }

  private void attempt(Supplier<Future<?>> work) {
    work.get().onFailure(e -> postponed.add(work));
  }

  private void catchUp() {
    for (int left = postponed.size(); left > 0; left--) {
      attempt(postponed.remove());
    }
  }

  /** The whole node is gone from one moment to the next. */
  void die() {
    node.deafen();
    List<Future<Void>> gone = new ArrayList<>();
    for (ModelConnection connection : connections) {
      gone.add(connection.dieWithNode());
    }
    get(Future.join(gone));
    get(vertx.undeploy(deploymentID()));
  }
}
