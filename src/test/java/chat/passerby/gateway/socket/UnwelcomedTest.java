package chat.passerby.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnwelcomedTest {
  private static final Address ANNA = new Address(new SessionId("anna"), 1, new NodeId("here"));

  private static final RoomId ROOM = new RoomId("room");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Unwelcomed early =
      new Unwelcomed(new Faults(new Meters(registry), new SystemClock()), this::sentBack);
  private final List<RoomEvent> taken = new ArrayList<>();
  private final List<RoomEvent> back = new ArrayList<>();

  @Test
  void events_beforeTheWelcome_areHandedOnInOrderAndThoseBeyondTheBoundAreCounted() {
    List<RoomEvent> all =
        IntStream.range(0, Unwelcomed.MAX + 3)
            .<RoomEvent>mapToObj(i -> new RoomEvent.Unmatched(new RoomId("room" + i)))
            .toList();
    all.forEach(event -> early.keep(ANNA, event));
    early.handOn((to, event) -> taken.add(event));
    assertEquals(all.subList(0, Unwelcomed.MAX), taken);
    assertEquals(
        3, Math.round(registry.get("passerby_faults").tag("part", "visit").counter().count()));
    early.handOn((to, event) -> taken.add(event));
    assertEquals(Unwelcomed.MAX, taken.size());
  }

  /** Given back, they would be overtaken by those that come behind the welcome. */
  @Test
  void frames_beforeTheWelcome_areHandedOnInOrder() {
    List<RoomEvent> all = List.of(relay(1, 10), relay(2, 10), relay(3, 10));
    all.forEach(event -> early.keep(ANNA, event));
    early.handOn((to, event) -> taken.add(event));
    early.end();
    assertEquals(all, taken);
    assertEquals(List.of(), back);
  }

  @Test
  void frames_beyondTheBound_goBackWithAllBehindThem() {
    List<RoomEvent> all =
        List.of(relay(1, 10), relay(2, Unwelcomed.MAX_BYTES), relay(3, 10), relay(4, 10));
    all.forEach(event -> early.keep(ANNA, event));
    early.handOn((to, event) -> taken.add(event));
    assertEquals(all.subList(0, 1), taken);
    assertEquals(all.subList(1, 4), back);
  }

  @Test
  void frames_forNobodyAfterAll_goBack() {
    RoomEvent frame = relay(1, 10);
    early.keep(ANNA, new RoomEvent.Unmatched(ROOM));
    early.keep(ANNA, frame);
    early.end();
    assertEquals(List.of(frame), back);
  }

  private void sentBack(RoomEvent.Relay relay) {
    back.add(relay);
  }

  private static RoomEvent relay(int number, int bytes) {
    Address partner = new Address(new SessionId("bob"), 1, new NodeId("there"));
    return new RoomEvent.Relay(
        ROOM,
        partner,
        Relayed.Kind.CHAT,
        Optional.of("c" + number),
        Buffer.buffer(new byte[bytes]));
  }
}
