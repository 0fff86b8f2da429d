package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Replies;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Room;
import chat.passerby.room.RoomKeys;
import io.vertx.core.Future;
import java.util.List;

/** Undoes a match whose other side is gone: the survivor waits on at the original place. */
final class RequeueSurvivorScript {
  private static final Script SCRIPT = Script.load("requeue_survivor");

  private final ScriptRunner runner;

  RequeueSurvivorScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Undoes the match.
   *
   * @return whether the survivor waits again; not so when the room had ended by then, or the
   *     survivor had heard of it from the queue, or had left it
   */
  Future<Boolean> run(Room room, Ticket survivor) {
    SessionId other = room.partnerOf(survivor.session()).address().session();
    List<String> keys =
        List.of(
            LaneKeys.tickets(room.lane()),
            RoomKeys.members(room.lane()),
            RoomKeys.room(room.lane(), room.id()),
            RoomKeys.heard(room.lane(), survivor.session()));
    List<Object> args =
        List.of(
            room.id().value(),
            survivor.session().value(),
            survivor.epoch(),
            TicketCodec.pack(survivor),
            other.value(),
            LaneKeys.changes(room.lane()));
    return runner.run(SCRIPT, keys, args).map(Replies::yes);
  }
}
