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
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final Address ANNA = address("anna", 3, "one");
  private static final Address BEN = address("ben", 1, "two");
  private static final Address CLEO = address("cleo", 2, "two");
  private static final Room ROOM = room("room", ANNA, BEN);
  private static final Room THREE = room("three", ANNA, BEN, CLEO);

  @Test
  void members_ofARoom_areSomebodyAndTheOthersInTheirOrder() {
    assertEquals(List.of(BEN), others(ROOM, ANNA));
    assertEquals(List.of(ANNA), others(ROOM, BEN));
    assertEquals(List.of(ANNA, CLEO), others(THREE, BEN));
    assertEquals(List.of(ANNA, BEN), others(THREE, CLEO));
    assertEquals(ANNA, ROOM.memberOf(ANNA.session()).address());
    assertEquals(BEN, ROOM.memberOf(BEN.session()).address());
    assertEquals(CLEO, THREE.memberOf(CLEO.session()).address());
  }

  @Test
  void whoeverHasWaitedLonger_isPolite() {
    assertTrue(ROOM.isPoliteTo(ANNA.session(), BEN.session()));
    assertFalse(ROOM.isPoliteTo(BEN.session(), ANNA.session()));
    assertTrue(THREE.isPoliteTo(BEN.session(), CLEO.session()));
    assertFalse(THREE.isPoliteTo(CLEO.session(), ANNA.session()));
  }

  @Test
  void members_whoHaveMoved_areWhereTheyAreNow() {
    Address ben = address("ben", 5, "three");
    assertEquals(
        List.of(ANNA, ben, CLEO), THREE.at(ben).members().stream().map(Member::address).toList());
    assertEquals(THREE.memberOf(BEN.session()).device(), THREE.at(ben).members().get(1).device());
  }

  @Test
  void one_alone_isNoRoom() {
    assertThrows(IllegalArgumentException.class, () -> room("room", ANNA));
  }

  @Test
  void session_twice_isNoRoom() {
    Address again = address("anna", 4, "two");
    assertThrows(IllegalArgumentException.class, () -> room("room", ANNA, again));
  }

  @Test
  void stranger_toTheRoom_hasNoPlaceInIt() {
    SessionId cleo = CLEO.session();
    assertThrows(IllegalArgumentException.class, () -> ROOM.othersThan(cleo));
    assertThrows(IllegalArgumentException.class, () -> ROOM.memberOf(cleo));
    assertThrows(IllegalArgumentException.class, () -> ROOM.isPoliteTo(cleo, ANNA.session()));
  }

  private static List<Address> others(Room room, Address self) {
    return room.othersThan(self.session()).stream().map(Member::address).toList();
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
