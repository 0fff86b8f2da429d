package chat.passerby.room;

import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import java.util.List;

/** Keeps a room for another {@link Room#LIFETIME}, and tells whether Redis still has it. */
final class RenewRoomScript {
  private static final Script SCRIPT = Script.load("renew_room");

  private final ScriptRunner runner;

  RenewRoomScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** Whether the room is there, and the session in it. */
  Future<Boolean> run(Room room, SessionId member) {
    return runner
        .together(
            SCRIPT,
            List.of(RoomKeys.room(room.lane(), room.id()), RoomKeys.members(room.lane())),
            List.of(
                room.id().value(),
                member.value(),
                Room.LIFETIME.toMillis(),
                Room.RENEWAL.toMillis()))
        .map(Replies::yes);
  }
}
