package chat.passerby.room;

import chat.passerby.redis.Replies;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;

/** Ends a room in Redis; a second call finds nothing and changes nothing. */
public final class LeaveRoomScript {
  private static final Script SCRIPT = Script.load("leave_room");

  private final ScriptRunner runner;

  public LeaveRoomScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** Ends the room; the answer is whether it was still there. */
  public Future<Boolean> run(Room room) {
    List<String> keys =
        List.of(
            RoomKeys.room(room.lane(), room.id()),
            RoomKeys.member(room.lane(), room.older().address().session()),
            RoomKeys.member(room.lane(), room.newer().address().session()));
    return runner.run(SCRIPT, keys, List.of(room.id().value())).map(Replies::yes);
  }
}
