package chat.passerby.room;

import static chat.passerby.redis.Eventually.get;
import static chat.passerby.room.Rooms.LANE;
import static chat.passerby.room.Rooms.address;
import static chat.passerby.room.Rooms.room;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisFixture;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.LeaveRoomScript.Outcome;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaveRoomScriptTest extends RedisFixture {
  private static final Address ANNA = address("anna", 3, "one");
  private static final Address BEN = address("ben", 1, "two");
  private static final Room ROOM = room("room", ANNA, BEN);
  private static final String KEY = "passerby:{default:text}:room:room";
  private static final String MEMBERS = "passerby:{default:text}:members";

  private final LeaveRoomScript leave;

  LeaveRoomScriptTest(@TempDir Path data) {
    super(data);
    leave = new LeaveRoomScript(redis.runner());
  }

  @BeforeEach
  void fill() {
    redis.ask(Command.SET, RoomKeys.room(LANE, ROOM.id()), RoomCodec.pack(ROOM));
    redis.ask(Command.HSET, MEMBERS, "anna", "room", "ben", "room");
  }

  @Test
  void room_left_isGoneWithAllItsKeys() {
    redis.ask(Command.SET, RoomKeys.heard(LANE, BEN.session()), "room");
    assertEquals(3, redis.keys().size());
    assertEquals(Outcome.ENDED, get(leave.run(ROOM, ANNA)));
    assertEquals(List.of(), redis.keys());
  }

  @Test
  void room_leftAlready_isFoundNoMore() {
    get(leave.run(ROOM, ANNA));
    assertEquals(Outcome.ABSENT, get(leave.run(ROOM, ANNA)));
    assertEquals(List.of(), redis.keys());
  }

  @Test
  void member_inANewerRoom_staysThere() {
    redis.ask(Command.HSET, MEMBERS, "ben", "newer");
    assertEquals(Outcome.ENDED, get(leave.run(ROOM, ANNA)));
    assertEquals(List.of(MEMBERS), redis.keys());
    assertEquals("{ben: newer}", redis.answer(Command.HGETALL, MEMBERS).toString());
  }

  @Test
  void member_whoseRoomIsForgotten_isInNone() {
    redis.ask(Command.DEL, KEY);
    assertEquals(Outcome.ABSENT, get(leave.run(ROOM, ANNA)));
    assertEquals(List.of(), redis.keys());
  }

  @Test
  void room_ofThree_isOverForAllAndTellsWhoCameBackWhere() {
    Address cleo = address("cleo", 4, "one");
    Room three = room("room", ANNA, BEN, cleo);
    redis.ask(Command.SET, KEY, RoomCodec.pack(three));
    redis.ask(Command.HSET, MEMBERS, "ben", "room|6|three", "cleo", "room");
    redis.ask(Command.SET, RoomKeys.heard(LANE, cleo.session()), "room");
    assertEquals(
        new LeaveRoomScript.Ending(Outcome.ENDED, List.of(address("ben", 6, "three"))),
        get(leave.end(three, ANNA)));
    assertEquals(List.of(), redis.keys());
  }

  @Test
  void roomOfThree_leftByAReplacedConnection_goesOn() {
    Address cleo = address("cleo", 4, "one");
    Room three = room("room", ANNA, BEN, cleo);
    redis.ask(Command.SET, KEY, RoomCodec.pack(three));
    redis.ask(Command.HSET, MEMBERS, "cleo", "room|9|two");
    assertEquals(
        new LeaveRoomScript.Ending(Outcome.OUTDATED, List.of()), get(leave.end(three, cleo)));
    assertEquals(3, redis.hash(MEMBERS).size());
    assertEquals(three, RoomCodec.unpack(redis.answer(Command.GET, KEY).toBuffer()));
  }

  @Test
  void callers_atOnce_endItOnce() {
    LeaveRoomScript other = new LeaveRoomScript(new ScriptRunner(redis.connect()));
    List<Future<Outcome>> answers =
        IntStream.range(0, 20).mapToObj(i -> (i % 2 == 0 ? leave : other).run(ROOM, ANNA)).toList();
    assertEquals(1, answers.stream().map(Eventually::get).filter(Outcome.ENDED::equals).count());
  }
}
