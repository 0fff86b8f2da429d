package chat.passerby.matchmaking.rewind;

import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.room.RoomCodec;
import chat.passerby.room.RoomKeys;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks for the partner of a room again; when the partner has asked already, makes a new room. */
final class AskRewindScript {
  private static final Script SCRIPT = Script.load("ask_rewind");

  private final ScriptRunner runner;

  AskRewindScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Asks.
   *
   * @param past the room whose two are to meet again
   * @param again the same two in the room to be made, as far as the asker knows
   * @param asker as connected now
   * @param standing for how long the ask stands
   * @return the room that was made, with the partner as connected when asking
   */
  Future<Optional<Room>> run(Room past, Room again, Member asker, Duration standing) {
    Lane lane = past.lane();
    SessionId session = asker.address().session();
    SessionId partner = past.partnerOf(session).address().session();
    List<String> keys =
        List.of(
            LaneKeys.rewind(lane, past.id()),
            LaneKeys.tickets(lane),
            RoomKeys.members(lane),
            RoomKeys.room(lane, again.id()));
    List<Object> args =
        List.of(
            session.value(),
            asker.address().epoch(),
            RoomCodec.pack(asker),
            partner.value(),
            standing.toMillis(),
            again.id().value(),
            RoomCodec.packBeforeMembers(again),
            RoomCodec.packAfterMembers(again),
            again.polite(session) ? "1" : "0",
            Room.LIFETIME.toMillis(),
            LaneKeys.changes(lane));
    return runner
        .run(SCRIPT, keys, args)
        .map(
            reply -> Optional.ofNullable(reply).map(packed -> RoomCodec.unpack(packed.toBuffer())));
  }
}
