package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.RoomId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.RoomKeys;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts tickets into their lane and wakes the lane's pairing; a session's again with new criteria
 * replaces it.
 */
public final class EnqueueTicketsScript {
  private static final Script SCRIPT = Script.load("enqueue_tickets");

  private final ScriptRunner runner;

  public EnqueueTicketsScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * A ticket to be put in.
   *
   * @param leftRoom a room that the session has left, whose end Redis may not have seen yet
   */
  record Entry(Ticket ticket, Optional<RoomId> leftRoom) {}

  /** Puts one ticket in. */
  public Future<QueueReply> run(Lane lane, Ticket ticket, Optional<RoomId> leftRoom) {
    return run(lane, List.of(new Entry(ticket, leftRoom))).compose(List::getFirst);
  }

  /**
   * Puts tickets of different sessions in.
   *
   * @return the answers in the order of the tickets; one of them may fail alone, with an {@link
   *     UnreadableRoomException}
   */
  Future<List<Future<QueueReply>>> run(Lane lane, List<Entry> entries) {
    List<Object> args = new ArrayList<>(3 + 4 * entries.size());
    args.add(LaneKeys.changes(lane));
    args.add(RoomKeys.roomPrefix(lane));
    args.add(RoomKeys.heardPrefix(lane));
    for (Entry entry : entries) {
      Ticket ticket = entry.ticket();
      args.add(ticket.session().value());
      args.add(ticket.epoch());
      args.add(TicketCodec.pack(ticket));
      args.add(entry.leftRoom().map(RoomId::value).orElse(""));
    }
    return runner
        .ahead(SCRIPT, List.of(LaneKeys.tickets(lane), RoomKeys.members(lane)), args)
        .map(replies -> replies.stream().map(QueueReplies::read).toList());
  }
}
