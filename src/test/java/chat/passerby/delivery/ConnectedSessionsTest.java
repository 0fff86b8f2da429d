package chat.passerby.delivery;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static chat.passerby.room.Rooms.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.ConnectedSessions.Connected;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.session.Address;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ConnectedSessionsTest {
  private static final DeviceId DEVICE = new DeviceId("device");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private static final RoomEvent NEWS = new RoomEvent.Unmatched(new RoomId("room"));

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final ConnectedSessions sessions = new ConnectedSessions();

  @AfterAll
  void stop() {
    get(vertx.close());
  }

  @Test
  void session_registered_isToldOnItsOwnLoop() {
    Address anna = address("anna", 1, "node");
    Promise<Context> toldOn = Promise.promise();
    sessions.register(
        new Connected(
            anna, DEVICE, HERE, context, event -> toldOn.complete(vertx.getOrCreateContext())));
    assertTrue(sessions.isHere(anna));
    assertTrue(sessions.deliver(anna, NEWS));
    assertSame(context, get(toldOn.future()));
  }

  @Test
  void session_unknown_isNotHere() {
    Address nobody = address("nobody", 1, "node");
    assertFalse(sessions.isHere(nobody));
    assertFalse(sessions.deliver(nobody, NEWS));
  }

  @Test
  void connection_ofAnotherEpoch_isToldNothing() {
    List<RoomEvent> events = new CopyOnWriteArrayList<>();
    sessions.register(new Connected(address("ben", 5, "node"), DEVICE, HERE, context, events::add));
    for (long epoch : new long[] {4, 6}) {
      assertFalse(sessions.isHere(address("ben", epoch, "node")));
      assertFalse(sessions.deliver(address("ben", epoch, "node"), NEWS));
    }
    assertTrue(sessions.deliver(address("ben", 5, "node"), NEWS));
    await("it is told", () -> events.equals(List.of(NEWS)));
  }

  @Test
  void connection_newer_takesThePlaceAndNamesTheOlder() {
    Connected older = connected("cleo", 1);
    Connected newer = connected("cleo", 2);
    assertEquals(Optional.empty(), sessions.register(older));
    assertEquals(Optional.of(older), sessions.register(newer));
    assertFalse(sessions.isHere(older.address()));
    assertTrue(sessions.isHere(newer.address()));
  }

  @Test
  void connection_registeredTooLate_isItselfTheOlder() {
    Connected late = connected("dan", 1);
    Connected newer = connected("dan", 2);
    sessions.register(newer);
    assertEquals(Optional.of(late), sessions.register(late));
    assertTrue(sessions.isHere(newer.address()));
  }

  @Test
  void connection_replaced_doesNotTakeTheNewerAlong() {
    Connected older = connected("eve", 1);
    Connected newer = connected("eve", 2);
    sessions.register(older);
    sessions.register(newer);
    sessions.unregister(older);
    assertTrue(sessions.isHere(newer.address()));
    sessions.unregister(newer);
    assertFalse(sessions.isHere(newer.address()));
  }

  @Test
  void connections_registeredAtOnce_leaveTheNewestAndReplaceAllOthers() throws Exception {
    int threads = 8;
    int rounds = 200;
    Queue<Connected> replaced = new ConcurrentLinkedQueue<>();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> racers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int first = t;
      racers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    awaitQuietly(start);
                    for (int i = 0; i < rounds; i++) {
                      sessions
                          .register(connected("fay", 1 + first + (long) threads * i))
                          .ifPresent(replaced::add);
                    }
                  }));
    }
    start.countDown();
    for (Thread racer : racers) {
      racer.join();
    }
    long newest = (long) threads * rounds;
    assertTrue(sessions.isHere(address("fay", newest, "node")));
    assertEquals(newest - 1, replaced.size());
    assertEquals(newest - 1, replaced.stream().map(c -> c.address().epoch()).distinct().count());
  }

  @Test
  void frame_onItsOwnLoop_isDeliveredAtOnceAndNewsInATurnOfTheirOwn() {
    Address gil = address("gil", 1, "node");
    List<RoomEvent> events = new ArrayList<>();
    RoomEvent frame =
        new RoomEvent.Relay(
            new RoomId("room"), gil, Kind.CHAT, Optional.of("1"), Buffer.buffer("{}"));
    Promise<List<RoomEvent>> inTheTurn = Promise.promise();
    Promise<List<RoomEvent>> after = Promise.promise();
    context.runOnContext(
        turn -> {
          sessions.register(new Connected(gil, DEVICE, HERE, context, events::add));
          sessions.deliver(gil, NEWS);
          sessions.deliver(gil, frame);
          inTheTurn.complete(List.copyOf(events));
          context.runOnContext(next -> after.complete(List.copyOf(events)));
        });
    assertEquals(List.of(frame), get(inTheTurn.future()));
    assertEquals(List.of(frame, NEWS), get(after.future()));
  }

  private Connected connected(String session, long epoch) {
    return new Connected(address(session, epoch, "node"), DEVICE, HERE, context, event -> {});
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
