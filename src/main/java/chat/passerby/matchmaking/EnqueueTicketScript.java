package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.RoomId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.RoomKeys;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Puts a ticket into its lane and wakes the lane's pairing; again with new criteria replaces it.
 */
final class EnqueueTicketScript {
  private static final Script SCRIPT = Script.load("enqueue_ticket");

  private final ScriptRunner runner;

  EnqueueTicketScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * @param leftRoom a room that the session has left, whose end Redis may not have seen yet
   */
  Future<QueueReply> run(Lane lane, Ticket ticket, Optional<RoomId> leftRoom) {
    List<String> keys =
        List.of(
            LaneKeys.tickets(lane), LaneKeys.queue(lane), RoomKeys.member(lane, ticket.session()));
    List<Object> args =
        List.of(
            ticket.session().value(),
            ticket.epoch(),
            ticket.since().toEpochMilli(),
            TicketCodec.pack(ticket),
            leftRoom.map(RoomId::value).orElse(""),
            LaneKeys.changes(lane),
            RoomKeys.roomPrefix(lane));
    return runner.run(SCRIPT, keys, args).map(QueueReplies::read);
  }
}
