package chat.passerby.delivery;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static chat.passerby.room.Rooms.address;
import static chat.passerby.room.Rooms.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NeighboursFixture;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.delivery.ConnectedSessions.Connected;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.RedisLink;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.telemetry.UnseenFaults;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class CourierTest {
  private static final DeviceId DEVICE = new DeviceId("device");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private static final Address ANNA = address("anna", 1, "here");
  private static final Address BEN = address("ben", 2, "elsewhere");
  private static final Address GONE = address("gone", 1, "elsewhere");
  private static final RoomId ROOM = new RoomId("room");
  private static final RoomEvent OVER =
      new RoomEvent.Ended(room("room", ANNA, BEN), Left.Reason.LEFT);

  private final RealRedis redis;
  private final Context context;
  private final ConnectedSessions sessionsHere = new ConnectedSessions();
  private final ConnectedSessions sessionsElsewhere = new ConnectedSessions();
  private final List<RoomEvent> annas = new CopyOnWriteArrayList<>();
  private final List<RoomEvent> bens = new CopyOnWriteArrayList<>();
  private final Courier courier;

  CourierTest(@TempDir Path data) {
    redis = RealRedis.start(data);
    context = redis.vertx().getOrCreateContext();
    courier = courier(redis.link());
    Inboxes.deploy(redis, new NodeId("here"), sessionsHere);
    Inboxes.deploy(redis, new NodeId("elsewhere"), sessionsElsewhere);
    sessionsHere.register(new Connected(ANNA, DEVICE, HERE, context, annas::add));
    sessionsElsewhere.register(new Connected(BEN, DEVICE, HERE, context, bens::add));
  }

  @BeforeEach
  void clear() {
    annas.clear();
    bens.clear();
  }

  @AfterAll
  void stop() {
    redis.close();
  }

  @Test
  void event_forThisNode_isTakenWithoutRedis() {
    RedisLink closed = redis.connect();
    get(closed.close());
    assertEquals(Handover.TAKEN, deliver(courier(closed), ANNA, OVER));
    await("it is told", () -> annas.equals(List.of(OVER)));
    assertTrue(courier.isLocal(ANNA));
    assertTrue(courier.reachable(ANNA));
  }

  @Test
  void event_forSomeoneWhoHasLeftThisNode_findsNobody() {
    Address older = address("anna", 0, "here");
    assertEquals(Handover.GONE, deliver(courier, older, OVER));
    assertFalse(courier.reachable(older));
    assertEquals(Handover.GONE, deliver(courier, address("nobody", 1, "here"), OVER));
  }

  @Test
  void event_forAnotherNode_arrivesThere() {
    assertFalse(courier.isLocal(BEN));
    assertTrue(courier.reachable(BEN));
    assertEquals(Handover.TAKEN, deliver(courier, BEN, OVER));
    await("it is told", () -> bens.equals(List.of(OVER)));
  }

  @Test
  void events_forAnotherNode_arriveInOrder() {
    List<RoomEvent> events =
        IntStream.range(0, 200)
            .<RoomEvent>mapToObj(i -> new RoomEvent.Unmatched(new RoomId("room" + i)))
            .toList();
    inTurn(() -> Future.all(events.stream().map(event -> courier.deliver(BEN, event)).toList()));
    await("all are told", () -> bens.size() == events.size());
    assertEquals(events, bens);
  }

  @Test
  void event_forADeadNode_findsNobody() {
    assertEquals(Handover.GONE, deliver(courier, address("ben", 2, "nowhere"), OVER));
    assertEquals(Handover.GONE, inTurn(() -> courier.ask(new NodeId("nowhere"))));
    assertEquals(Handover.TAKEN, inTurn(() -> courier.ask(new NodeId("elsewhere"))));
    assertEquals(Handover.TAKEN, inTurn(() -> courier.ask(new NodeId("here"))));
  }

  @Test
  void event_withRedisAway_isLeftUnknown() {
    RedisLink closed = redis.connect();
    get(closed.close());
    assertEquals(Handover.UNKNOWN, deliver(courier(closed), BEN, OVER));
    assertEquals(Handover.UNKNOWN, inTurn(() -> courier(closed).ask(new NodeId("elsewhere"))));
  }

  @Test
  void frame_forSomeoneWhoHasLeftAnotherNode_comesBackUndelivered() {
    RoomEvent frame =
        new RoomEvent.Relay(ROOM, ANNA, Kind.CHAT, Optional.of("7"), Buffer.buffer("{}"));
    assertEquals(Handover.TAKEN, deliver(courier, GONE, frame));
    RoomEvent lost = new RoomEvent.Undelivered(ROOM, Kind.CHAT, Optional.of("7"));
    RoomEvent missing = new RoomEvent.Missing(ROOM, GONE);
    await("it comes back", () -> annas.equals(List.of(missing, lost)));
  }

  /** That node lives again, and this one has yet to hear of it. */
  @Test
  void frame_ofANodeThatWasDeclaredDead_isGivenBackAllTheSame() {
    NeighboursFixture fixture = new NeighboursFixture();
    fixture.declaresDead(new NodeId("elsewhere"));
    Courier unaware = courier(redis.link(), fixture.neighbours());
    assertEquals(Handover.GONE, deliver(unaware, BEN, OVER));
    RoomEvent.Relay frame =
        new RoomEvent.Relay(ROOM, BEN, Kind.CHAT, Optional.of("8"), Buffer.buffer("{}"));
    context.runOnContext(turn -> unaware.giveBack(frame));
    RoomEvent lost = new RoomEvent.Undelivered(ROOM, Kind.CHAT, Optional.of("8"));
    await("its sender is told", () -> bens.equals(List.of(lost)));
  }

  @Test
  void match_forSomeoneWhoHasLeftAnotherNode_isOverForThePartner() {
    Room match = room("match", ANNA, GONE);
    assertEquals(Handover.TAKEN, deliver(courier, GONE, new RoomEvent.Matched(match)));
    RoomEvent over = new RoomEvent.Ended(match, Left.Reason.GONE);
    await("it is told", () -> annas.equals(List.of(over)));
  }

  @Test
  void message_ofAnotherVersion_doesNotStopTheNext() {
    redis.ask(Command.PUBLISH, "passerby:node:elsewhere", "what is this?");
    Buffer odd = new PackedWriter().bytes(Buffer.buffer("odd")).packed();
    redis.ask(Command.PUBLISH, "passerby:node:elsewhere", odd);
    assertEquals(Handover.TAKEN, deliver(courier, BEN, OVER));
    await("it is told", () -> bens.equals(List.of(OVER)));
  }

  private Courier courier(RedisLink link) {
    return courier(link, new Neighbours());
  }

  private Courier courier(RedisLink link, Neighbours neighbours) {
    return new Courier(
        new NodeId("here"),
        sessionsHere,
        new NodeChannel(context, link),
        neighbours,
        UnseenFaults.create());
  }

  private Handover deliver(Courier by, Address to, RoomEvent event) {
    return inTurn(() -> by.deliver(to, event));
  }

  private <T> T inTurn(Supplier<? extends Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(turn -> work.get().onComplete(done));
    return get(done.future());
  }
}
