package chat.passerby.visit.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EarlyEventsTest {
  private static final NodeId NODE = new NodeId("node");
  private static final Address PARTNER = new Address(new SessionId("ben"), 1, NODE);
  private static final RoomId ROOM = new RoomId("room");
  private static final RoomId OTHER = new RoomId("other");

  private final EarlyEvents early = new EarlyEvents();

  @Test
  void events_ofARoom_areGivenOnceInOrder() {
    RoomEvent.Relay first = frame(ROOM, 1, 10);
    RoomEvent.Relay second = frame(ROOM, 2, 10);
    RoomEvent.Relay foreign = frame(OTHER, 3, 10);
    assertTrue(early.keep(first));
    assertTrue(early.keep(foreign));
    assertTrue(early.keep(second));
    early.keep(over(OTHER));
    early.keep(over(ROOM));
    assertEquals(List.of(first, second, over(ROOM)), early.of(ROOM));
    assertEquals(List.of(), early.of(ROOM));
    assertEquals(List.of(foreign, over(OTHER)), early.of(OTHER));
  }

  @Test
  void end_toldTwice_isGivenOnce() {
    early.keep(over(ROOM));
    early.keep(over(ROOM));
    assertEquals(List.of(over(ROOM)), early.of(ROOM));
    assertEquals(List.of(), early.of(ROOM));
  }

  @Test
  void moves_areGivenBehindTheFramesAndTheOldestMakesPlace() {
    early.keep(new RoomEvent.Here(OTHER, PARTNER));
    for (int i = 0; i < EarlyEvents.MAX_MOVES; i++) {
      early.keep(new RoomEvent.Here(ROOM, PARTNER));
    }
    assertTrue(early.keep(frame(ROOM, 1, 1)));
    assertEquals(List.of(), early.of(OTHER));
    List<RoomEvent> kept = early.of(ROOM);
    assertEquals(frame(ROOM, 1, 1), kept.getFirst());
    assertEquals(EarlyEvents.MAX_MOVES + 1, kept.size());
    early.keep(new RoomEvent.Here(ROOM, PARTNER));
    assertEquals(List.of(), early.takeFrames());
    assertEquals(List.of(), early.of(ROOM));
  }

  @Test
  void frames_overTheirNumber_areNotKept() {
    for (int i = 0; i < EarlyEvents.MAX_FRAMES; i++) {
      assertTrue(early.keep(frame(ROOM, i, 1)));
    }
    assertFalse(early.keep(frame(ROOM, 99, 1)));
    early.keep(over(ROOM));
    List<RoomEvent> kept = early.of(ROOM);
    assertEquals(EarlyEvents.MAX_FRAMES + 1, kept.size());
    assertEquals(frame(ROOM, 0, 1), kept.get(0));
    assertEquals(over(ROOM), kept.get(EarlyEvents.MAX_FRAMES));
  }

  @Test
  void frames_overTheirBytes_areNotKeptUntilOthersAreTaken() {
    assertTrue(early.keep(frame(ROOM, 1, EarlyEvents.MAX_BYTES - 10)));
    assertFalse(early.keep(frame(OTHER, 2, 11)));
    assertTrue(early.keep(frame(OTHER, 3, 10)));
    early.of(ROOM);
    assertTrue(early.keep(frame(ROOM, 4, EarlyEvents.MAX_BYTES - 10)));
    assertFalse(early.keep(frame(ROOM, 5, 1)));
  }

  @Test
  void ends_overTheirNumber_pushOutTheOldestAndNoFrame() {
    RoomEvent.Relay kept = frame(OTHER, 1, 1);
    early.keep(kept);
    IntStream.rangeClosed(0, EarlyEvents.MAX_ENDS)
        .forEach(i -> early.keep(over(new RoomId("room" + i))));
    assertEquals(List.of(), early.of(new RoomId("room0")));
    assertEquals(List.of(over(new RoomId("room1"))), early.of(new RoomId("room1")));
    assertEquals(List.of(kept), early.of(OTHER));
  }

  @Test
  void frames_forgotten_areToGoBackToTheirSender() {
    RoomEvent.Relay one = frame(ROOM, 1, 10);
    RoomEvent.Relay other = frame(OTHER, 2, 10);
    early.keep(one);
    early.keep(over(ROOM));
    early.keep(other);
    assertEquals(List.of(one, other), early.takeFrames());
    assertEquals(List.of(), early.of(ROOM));
    assertEquals(List.of(), early.of(OTHER));
    assertTrue(early.keep(frame(ROOM, 3, EarlyEvents.MAX_BYTES)));
  }

  private static RoomEvent.Relay frame(RoomId room, int id, int length) {
    return new RoomEvent.Relay(
        room,
        PARTNER,
        Kind.CHAT,
        Optional.of(Integer.toString(id)),
        Buffer.buffer(new byte[length]));
  }

  private static RoomEvent.Ended over(RoomId room) {
    return new RoomEvent.Ended(
        new Room(
            room,
            new Lane(Lane.DEFAULT_POOL, Mode.TEXT),
            List.of(
                new Member(PARTNER, new DeviceId("device-of-the-partner")),
                new Member(
                    new Address(new SessionId("self"), 1, NODE), new DeviceId("own-device"))),
            List.of(),
            Optional.empty()),
        Left.Reason.LEFT);
  }
}
