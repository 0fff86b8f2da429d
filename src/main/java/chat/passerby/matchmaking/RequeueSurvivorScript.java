package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Ticket;
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

  /** Undoes the match; false when the room had ended by then, so that there was nothing to undo. */
  Future<Boolean> run(Room room, Ticket survivor) {
    List<String> keys =
        List.of(
            LaneKeys.tickets(room.lane()),
            LaneKeys.queue(room.lane()),
            RoomKeys.room(room.lane(), room.id()),
            RoomKeys.member(room.lane(), room.older().address().session()),
            RoomKeys.member(room.lane(), room.newer().address().session()));
    List<Object> args =
        List.of(
            survivor.session().value(),
            survivor.epoch(),
            survivor.since().toEpochMilli(),
            TicketCodec.pack(survivor),
            LaneKeys.changes(room.lane()));
    return runner.run(SCRIPT, keys, args).map(Replies::yes);
  }
}
