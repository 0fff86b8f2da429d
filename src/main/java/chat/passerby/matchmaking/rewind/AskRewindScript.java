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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for the others of a room again; when all of them have asked already, makes a new room. */
final class AskRewindScript {
  private static final Script SCRIPT = Script.load("ask_rewind");

  private final ScriptRunner runner;

  AskRewindScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Asks.
   *
   * @param past the room whose members are to meet again
   * @param again the same members in the room to be made, as far as the asker knows
   * @param asker as connected now
   * @param standing for how long the ask stands
   * @return the room that was made, with each of the others as connected when asking
   */
  Future<Optional<Room>> run(Room past, Room again, Member asker, Duration standing) {
    Lane lane = past.lane();
    SessionId session = asker.address().session();
    List<String> keys =
        List.of(
            LaneKeys.rewind(lane, past.id()),
            LaneKeys.tickets(lane),
            RoomKeys.members(lane),
            RoomKeys.room(lane, again.id()));
    List<Object> args = new ArrayList<>();
    args.add(session.value());
    args.add(asker.address().epoch());
    args.add(RoomCodec.pack(asker));
    args.add(standing.toMillis());
    args.add(again.id().value());
    args.add(RoomCodec.packBeforeMembers(again));
    args.add(RoomCodec.packAfterMembers(again));
    args.add(Room.LIFETIME.toMillis());
    args.add(LaneKeys.changes(lane));
    again.members().forEach(member -> args.add(member.session().value()));
    return runner
        .run(SCRIPT, keys, args)
        .map(
            reply -> Optional.ofNullable(reply).map(packed -> RoomCodec.unpack(packed.toBuffer())));
  }
}
