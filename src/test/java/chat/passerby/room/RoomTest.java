package chat.passerby.room;

import static chat.passerby.room.Rooms.address;
import static chat.passerby.room.Rooms.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.Mode;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final Address ANNA = address("anna", 3, "one");
  private static final Address BEN = address("ben", 1, "two");
  private static final Room ROOM = room("room", ANNA, BEN);

  @Test
  void sides_ofARoom_areEachOthersPartners() {
    assertEquals(BEN, ROOM.partnerOf(ANNA.session()).address());
    assertEquals(ANNA, ROOM.partnerOf(BEN.session()).address());
    assertEquals(ANNA, ROOM.memberOf(ANNA.session()).address());
    assertEquals(BEN, ROOM.memberOf(BEN.session()).address());
  }

  @Test
  void older_isPoliteAndTheNewerIsNot() {
    assertTrue(ROOM.polite(ANNA.session()));
    assertFalse(ROOM.polite(BEN.session()));
  }

  @Test
  void session_twice_isNoRoom() {
    Address again = address("anna", 4, "two");
    assertThrows(IllegalArgumentException.class, () -> room("room", ANNA, again));
  }

  @Test
  void stranger_toTheRoom_hasNoPartner() {
    SessionId cleo = new SessionId("cleo");
    assertThrows(IllegalArgumentException.class, () -> ROOM.partnerOf(cleo));
    assertThrows(IllegalArgumentException.class, () -> ROOM.memberOf(cleo));
    assertThrows(IllegalArgumentException.class, () -> ROOM.polite(cleo));
  }

  @Test
  void keys_ofALane_shareOneHashTag() {
    Lane lane = new Lane("teens", Mode.VIDEO);
    assertEquals("teens:video", lane.name());
    assertEquals("passerby:{teens:video}:tickets", lane.key("tickets"));
    assertEquals("passerby:{teens:video}:room:r1", RoomKeys.room(lane, new RoomId("r1")));
    assertEquals("passerby:{teens:video}:members", RoomKeys.members(lane));
    assertEquals("passerby:{teens:video}:heard:anna", RoomKeys.heard(lane, ANNA.session()));
    assertEquals(RoomKeys.roomPrefix(lane) + "r1", RoomKeys.room(lane, new RoomId("r1")));
  }
}
