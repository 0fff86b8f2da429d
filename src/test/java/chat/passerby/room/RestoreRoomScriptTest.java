package chat.passerby.room;

import static chat.passerby.redis.Eventually.get;
import static chat.passerby.room.Rooms.LANE;
import static chat.passerby.room.Rooms.address;
import static chat.passerby.room.Rooms.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisFixture;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreRoomScriptTest extends RedisFixture {
  private static final Address ANNA = address("anna", 3, "one");
  private static final Address BEN = address("ben", 1, "two");
  private static final Room ROOM = room("room", ANNA, BEN);
  private static final String KEY = RoomKeys.room(LANE, ROOM.id());
  private static final String MEMBERS = RoomKeys.members(LANE);

  private final RestoreRoomScript restore;

  RestoreRoomScriptTest(@TempDir Path data) {
    super(data);
    restore = new RestoreRoomScript(redis.runner());
  }

  @Test
  void room_lost_isThereAgainFromBothSides() {
    assertTrue(get(restore.run(ROOM, ANNA, List.of(BEN), false)));
    assertTrue(get(restore.run(ROOM, BEN, List.of(ANNA), false)));
    assertEquals(ROOM, RoomCodec.unpack(redis.answer(Command.GET, KEY).toBuffer()));
    assertEquals(
        Map.of("anna", Buffer.buffer("room|3|one"), "ben", Buffer.buffer("room|1|two")),
        redis.hash(MEMBERS));
    assertTrue(redis.number(Command.PTTL, KEY) > 0);
  }

  @Test
  void room_restoredByAnOlderConnectionFirst_knowsTheNewerOneInTheEnd() {
    assertTrue(get(restore.run(ROOM, ANNA, List.of(BEN), false)));
    assertTrue(get(restore.run(ROOM, address("anna", 5, "three"), List.of(BEN), false)));
    assertTrue(get(restore.run(ROOM, BEN, List.of(ANNA), false)));
    assertEquals(Buffer.buffer("room|5|three"), redis.hash(MEMBERS).get("anna"));
    assertEquals(Buffer.buffer("room|1|two"), redis.hash(MEMBERS).get("ben"));
  }

  @Test
  void room_ofThree_isThereAgainWithAllUnlessOneIsInAnother() {
    Address cleo = address("cleo", 4, "one");
    Room three = room("room", ANNA, BEN, cleo);
    redis.ask(Command.HSET, MEMBERS, "cleo", "another|4|one");
    assertFalse(get(restore.run(three, ANNA, List.of(BEN, cleo), true)));
    assertTrue(get(restore.run(three, cleo, List.of(ANNA, BEN), true)));
    assertEquals(three, RoomCodec.unpack(redis.answer(Command.GET, KEY).toBuffer()));
    assertEquals(
        Map.of(
            "anna",
            Buffer.buffer("room|3|one"),
            "ben",
            Buffer.buffer("room|1|two"),
            "cleo",
            Buffer.buffer("room|4|one")),
        redis.hash(MEMBERS));
  }

  @Test
  void room_ofWhomOneIsInAnother_isNotRestored() {
    redis.ask(Command.HSET, MEMBERS, "ben", "another|4|two");
    assertFalse(get(restore.run(ROOM, ANNA, List.of(BEN), false)));
    assertEquals(List.of(MEMBERS), redis.keys());
    assertEquals(Map.of("ben", Buffer.buffer("another|4|two")), redis.hash(MEMBERS));
  }

  @Test
  void member_whoIsConnected_isTakenOutOfARoomThatOthersHaveWrittenDownForIt() {
    redis.ask(Command.HSET, MEMBERS, "anna", "another|3|one");
    assertFalse(get(restore.run(ROOM, BEN, List.of(ANNA), true)));
    assertTrue(get(restore.run(ROOM, ANNA, List.of(BEN), true)));
    assertEquals(Buffer.buffer("room|3|one"), redis.hash(MEMBERS).get("anna"));
  }

  @Test
  void member_whoIsInAnotherRoomByANewerConnection_staysThere() {
    redis.ask(Command.HSET, MEMBERS, "anna", "another|4|one");
    assertFalse(get(restore.run(ROOM, ANNA, List.of(BEN), true)));
    assertEquals(Buffer.buffer("another|4|one"), redis.hash(MEMBERS).get("anna"));
  }
}
