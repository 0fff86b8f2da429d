package chat.passerby.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnwelcomedTest {
  private static final Address ANNA = new Address(new SessionId("anna"), 1, new NodeId("here"));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Unwelcomed early =
      new Unwelcomed(new Faults(new Meters(registry), new SystemClock()));
  private final List<RoomEvent> taken = new ArrayList<>();

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
}
