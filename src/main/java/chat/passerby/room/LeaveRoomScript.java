package chat.passerby.room;

import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Replies;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import java.util.List;

/**
 * Ends a room in Redis for one of its members; a second call finds nothing and changes nothing, and
 * neither does that of a connection behind which a newer one has come back to the room.
 */
public final class LeaveRoomScript {
  private static final Script SCRIPT = Script.load("leave_room");

  private final ScriptRunner runner;

  public LeaveRoomScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** What became of the room. */
  public enum Outcome {
    /** It was there, and is over. */
    ENDED,
    /** It was over. */
    ABSENT,
    /** It goes on: the leaver is in it by a newer connection. */
    OUTDATED
  }

  /**
   * Ends the room.
   *
   * @param leaver the connection for which it ends
   */
  public Future<Outcome> run(Room room, Address leaver) {
    SessionId older = room.older().address().session();
    SessionId newer = room.newer().address().session();
    List<String> keys =
        List.of(
            RoomKeys.room(room.lane(), room.id()),
            RoomKeys.members(room.lane()),
            RoomKeys.heard(room.lane(), older),
            RoomKeys.heard(room.lane(), newer));
    List<Object> args =
        List.of(
            room.id().value(),
            older.value(),
            newer.value(),
            leaver.session().value(),
            leaver.epoch());
    return runner.run(SCRIPT, keys, args).map(reply -> outcome(Replies.number(reply)));
  }

  private static Outcome outcome(long reply) {
    if (reply < 0) {
      return Outcome.OUTDATED;
    }
    return reply == 0 ? Outcome.ABSENT : Outcome.ENDED;
  }
}
