package chat.passerby.matchmaking.queue;

import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.room.Lane;
import chat.passerby.room.RoomCodec;
import chat.passerby.room.RoomKeys;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks where a session is: in a room, waiting, or with its place kept for it. */
final class FindPlaceScript {
  private static final Script SCRIPT = Script.load("find_place");

  private final ScriptRunner runner;
  private final Faults faults;

  FindPlaceScript(ScriptRunner runner, Faults faults) {
    this.faults = faults;
    this.runner = runner;
  }

  /**
   * Looks in lanes whose keys are on one server; a room counts more than a queue.
   *
   * @param lanes in a Redis Cluster only one
   * @param taken for how long to keep a ticket that is taken out of its queue; empty when it stays
   *     there
   */
  Future<Optional<Place>> run(List<Lane> lanes, SessionId session, Optional<Duration> taken) {
    List<String> keys = new ArrayList<>();
    List<Object> args = new ArrayList<>();
    args.add(session.value());
    args.add(taken.<Object>map(Duration::toMillis).orElse(""));
    for (Lane lane : lanes) {
      keys.add(LaneKeys.tickets(lane));
      keys.add(RoomKeys.members(lane));
      keys.add(LaneKeys.parked(lane, session));
      args.add(RoomKeys.roomPrefix(lane));
      args.add(LaneKeys.changes(lane));
    }
    return runner.together(SCRIPT, keys, args).map(reply -> read(lanes, reply));
  }

  private Optional<Place> read(List<Lane> lanes, Response reply) {
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "absent" -> Optional.empty();
      case "room" ->
          PackedReader.read(Written.ROOM, reply.get(2).toBuffer(), RoomCodec::unpack, faults)
              .map(Place.InRoom::new);
      case "waiting" -> {
        Lane lane = lanes.get((int) Replies.number(reply.get(1)) - 1);
        yield PackedReader.read(
                Written.TICKET, reply.get(2).toBuffer(), TicketCodec::unpack, faults)
            .map(ticket -> new Place.InQueue(lane, ticket));
      }
      default -> throw new IllegalStateException("A place was answered by " + kind + ".");
    };
  }
}
