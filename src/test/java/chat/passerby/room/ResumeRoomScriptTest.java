package chat.passerby.room;

import static chat.passerby.redis.Eventually.get;
import static chat.passerby.room.Rooms.LANE;
import static chat.passerby.room.Rooms.address;
import static chat.passerby.room.Rooms.room;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.RedisFixture;
import chat.passerby.room.ResumeRoomScript.Absent;
import chat.passerby.room.ResumeRoomScript.Outdated;
import chat.passerby.room.ResumeRoomScript.Resumed;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeRoomScriptTest extends RedisFixture {
  private static final Address ANNA = address("anna", 3, "one");
  private static final Address BEN = address("ben", 1, "two");
  private static final Address ANNA_BACK = address("anna", 7, "three");
  private static final Address BEN_BACK = address("ben", 2, "one");
  private static final Room ROOM = room("room", ANNA, BEN);
  private static final String KEY = RoomKeys.room(LANE, ROOM.id());
  private static final String MEMBERS = RoomKeys.members(LANE);

  private final ResumeRoomScript resume;
  private final LeaveRoomScript leave;
  private final RestoreRoomScript restore;

  ResumeRoomScriptTest(@TempDir Path data) {
    super(data);
    resume = new ResumeRoomScript(redis.runner());
    leave = new LeaveRoomScript(redis.runner());
    restore = new RestoreRoomScript(redis.runner());
  }

  @BeforeEach
  void fill() {
    redis.ask(Command.SET, KEY, RoomCodec.pack(ROOM), "PX", 60_000);
    redis.ask(Command.HSET, MEMBERS, "anna", "room", "ben", "room");
  }

  @Test
  void member_back_hasItsSideAndIsToldWhereThePartnerIs() {
    assertEquals(new Resumed(List.of(BEN)), get(resume.run(ROOM, ANNA_BACK)));
    assertEquals(new Resumed(List.of(ANNA_BACK)), get(resume.run(ROOM, BEN_BACK)));
    assertEquals(new Resumed(List.of(ANNA_BACK)), get(resume.run(ROOM, BEN_BACK)));
    assertEquals(
        Map.of("anna", Buffer.buffer("room|7|three"), "ben", Buffer.buffer("room|2|one")),
        redis.hash(MEMBERS));
    assertEquals(true, redis.number(Command.PTTL, KEY) > 60_000);
  }

  @Test
  void member_backByAnOlderConnection_isOutdated() {
    get(resume.run(ROOM, ANNA_BACK));
    assertEquals(new Outdated(), get(resume.run(ROOM, address("anna", 6, "one"))));
    assertEquals(Buffer.buffer("room|7|three"), redis.hash(MEMBERS).get("anna"));
  }

  @Test
  void member_ofAnotherRoomByNow_isAbsent() {
    redis.ask(Command.HSET, MEMBERS, "anna", "another");
    assertEquals(new Absent(), get(resume.run(ROOM, ANNA_BACK)));
    assertEquals(Buffer.buffer("another"), redis.hash(MEMBERS).get("anna"));
  }

  @Test
  void room_over_isAbsent() {
    get(leave.run(ROOM, BEN));
    assertEquals(new Absent(), get(resume.run(ROOM, ANNA_BACK)));
    redis.ask(Command.HSET, MEMBERS, "anna", "room");
    assertEquals(new Absent(), get(resume.run(ROOM, ANNA_BACK)));
  }

  @Test
  void olderConnection_afterTheReturn_cannotEndTheRoom() {
    get(resume.run(ROOM, ANNA_BACK));
    assertEquals(LeaveRoomScript.Outcome.OUTDATED, get(leave.run(ROOM, ANNA)));
    assertEquals(LeaveRoomScript.Outcome.ENDED, get(leave.run(ROOM, ANNA_BACK)));
    assertEquals(Map.of(), redis.hash(MEMBERS));
  }

  @Test
  void partner_ofWhoIsBack_canEndTheRoom() {
    get(resume.run(ROOM, ANNA_BACK));
    assertEquals(LeaveRoomScript.Outcome.ENDED, get(leave.run(ROOM, BEN)));
    assertEquals(Map.of(), redis.hash(MEMBERS));
  }

  @Test
  void member_ofThree_isToldWhereEachOfTheOthersIs() {
    Address cleo = address("cleo", 4, "one");
    Room three = room("room", ANNA, BEN, cleo);
    redis.ask(Command.HSET, MEMBERS, "cleo", "room");
    get(resume.run(three, ANNA_BACK));
    assertEquals(new Resumed(List.of(ANNA_BACK, cleo)), get(resume.run(three, BEN_BACK)));
    redis.ask(Command.HSET, MEMBERS, "anna", "another|9|two");
    assertEquals(
        new Resumed(List.of(ANNA, BEN_BACK)), get(resume.run(three, address("cleo", 5, "two"))));
  }

  @Test
  void room_restored_letsBothComeBack() {
    redis.clear();
    assertEquals(true, get(restore.run(ROOM, ANNA_BACK, List.of(BEN), false)));
    assertEquals(new Resumed(List.of(ANNA_BACK)), get(resume.run(ROOM, BEN_BACK)));
    assertEquals(new Resumed(List.of(BEN_BACK)), get(resume.run(ROOM, address("anna", 9, "two"))));
  }
}
