package chat.passerby.room;

import chat.passerby.protocol.SessionId;
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
    SessionId older = room.older().address().session();
    SessionId newer = room.newer().address().session();
    List<String> keys =
        List.of(
            RoomKeys.room(room.lane(), room.id()),
            RoomKeys.members(room.lane()),
            RoomKeys.heard(room.lane(), older),
            RoomKeys.heard(room.lane(), newer));
    List<String> args = List.of(room.id().value(), older.value(), newer.value());
    return runner.run(SCRIPT, keys, args).map(Replies::yes);
  }
}
