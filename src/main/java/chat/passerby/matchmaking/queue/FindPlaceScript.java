package chat.passerby.matchmaking.queue;

import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.RoomCodec;
import chat.passerby.room.RoomKeys;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;

/** Looks where a session is in a lane: in a room, waiting, or with its place kept for it. */
final class FindPlaceScript {
  private static final Script SCRIPT = Script.load("find_place");

  private final ScriptRunner runner;
  private final Faults faults;

  FindPlaceScript(ScriptRunner runner, Faults faults) {
    this.faults = faults;
    this.runner = runner;
  }

  Future<Optional<Place>> run(Lane lane, SessionId session) {
    return runner
        .run(
            SCRIPT,
            List.of(LaneKeys.tickets(lane), RoomKeys.members(lane), LaneKeys.parked(lane, session)),
            List.of(RoomKeys.roomPrefix(lane), session.value()))
        .map(reply -> read(lane, reply));
  }

  private Optional<Place> read(Lane lane, Response reply) {
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "absent" -> Optional.empty();
      case "room" ->
          PackedReader.read(Written.ROOM, reply.get(1).toBuffer(), RoomCodec::unpack, faults)
              .map(Place.InRoom::new);
      case "waiting" ->
          PackedReader.read(Written.TICKET, reply.get(1).toBuffer(), TicketCodec::unpack, faults)
              .map(ticket -> new Place.InQueue(lane, ticket));
      default -> throw new IllegalStateException("A place was answered by " + kind + ".");
    };
  }
}
