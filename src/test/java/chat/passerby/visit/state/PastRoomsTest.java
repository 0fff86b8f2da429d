package chat.passerby.visit.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PastRoomsTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_000_000);
  private static final Duration MEMORY = PastRooms.MEMORY;

  private final PastRooms past = new PastRooms();

  @Test
  void room_ended_isKnownUntilTheLimit() {
    Room room = room("one");
    past.add(room, NOW);
    RoomId id = room.id();
    assertEquals(room, past.find(id, MEMORY, NOW.plus(MEMORY)).orElseThrow().room());
    assertFalse(past.find(id, MEMORY, NOW.plus(MEMORY).plusMillis(1)).isPresent());
    assertFalse(past.find(id, Duration.ofSeconds(30), NOW.plusSeconds(31)).isPresent());
  }

  @Test
  void room_ended_isSpokenOfForWhatIsLeft() {
    Room room = room("one");
    past.add(room, NOW);
    PastRoom found = past.find(room.id(), MEMORY, NOW).orElseThrow();
    assertEquals(Duration.ofSeconds(20), found.left(Duration.ofSeconds(30), NOW.plusSeconds(10)));
  }

  @Test
  void room_neverSeen_isUnknown() {
    past.add(room("one"), NOW);
    assertEquals(Optional.empty(), past.find(new RoomId("other"), MEMORY, NOW));
  }

  @Test
  void rooms_tooMany_leaveTheNewest() {
    for (int i = 0; i <= PastRooms.MAX_ROOMS; i++) {
      past.add(room("room" + i), NOW);
    }
    assertFalse(past.find(new RoomId("room0"), MEMORY, NOW).isPresent());
    assertTrue(past.find(new RoomId("room1"), MEMORY, NOW).isPresent());
  }

  private static Room room(String id) {
    return new Room(
        new RoomId(id),
        new Lane(Lane.DEFAULT_POOL, Mode.TEXT),
        List.of(member("anna"), member("ben")),
        List.of(),
        Optional.empty());
  }

  private static Member member(String name) {
    return new Member(new Address(new SessionId(name), 1, new NodeId("node")), new DeviceId(name));
  }
}
