package chat.passerby.room;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisFixture;
import chat.passerby.session.Address;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewRoomScriptTest extends RedisFixture {
  private static final Lane LANE = new Lane(Lane.DEFAULT_POOL, Mode.TEXT);
  private static final Address ANNA = address("anna");
  private static final Address BEN = address("ben");
  private static final Room ROOM =
      new Room(
          new RoomId("room"),
          LANE,
          List.of(new Member(ANNA, new DeviceId("annas")), new Member(BEN, new DeviceId("bens"))),
          List.of(),
          Optional.empty());
  private static final String KEY = RoomKeys.room(LANE, ROOM.id());

  private final RenewRoomScript renew;
  private final RestoreRoomScript restore;

  RenewRoomScriptTest(@TempDir Path data) {
    super(data);
    renew = new RenewRoomScript(redis.runner());
    restore = new RestoreRoomScript(redis.runner());
  }

  @Test
  void room_thatIsThere_isKeptForLongerOnceThatIsDue() {
    get(restore.run(ROOM, ANNA, List.of(BEN), false));
    long justNow = Room.LIFETIME.minus(Room.RENEWAL.dividedBy(2)).toMillis();
    redis.ask(Command.PEXPIRE, KEY, justNow);
    assertTrue(get(renew.run(ROOM, ANNA.session())));
    assertTrue(redis.number(Command.PTTL, KEY) <= justNow);
    redis.ask(Command.PEXPIRE, KEY, 60_000);
    assertTrue(get(renew.run(ROOM, BEN.session())));
    assertTrue(redis.number(Command.PTTL, KEY) > 60_000);
  }

  @Test
  void room_thatIsLost_isNotThere() {
    assertFalse(get(renew.run(ROOM, ANNA.session())));
    assertEquals(List.of(), redis.keys());
  }

  @Test
  void room_whoseMemberIsLost_isNotThereForThatOne() {
    get(restore.run(ROOM, ANNA, List.of(BEN), false));
    redis.ask(Command.HDEL, RoomKeys.members(LANE), "anna");
    assertFalse(get(renew.run(ROOM, ANNA.session())));
    assertTrue(get(renew.run(ROOM, BEN.session())));
    redis.ask(Command.HSET, RoomKeys.members(LANE), "anna", "another|7|node");
    assertFalse(get(renew.run(ROOM, ANNA.session())));
  }

  private static Address address(String session) {
    return new Address(new SessionId(session), 1, new NodeId("node"));
  }
}
