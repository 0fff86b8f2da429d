package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The waiting, as the gateway sees them: put a ticket in, take it out. Both are idempotent, so a
 * call whose answer was lost may be made again. A connection never learns of the room of a newer
 * one of the same session, which it would enter or end. It does learn of an older one's, to end it.
 */
public final class LaneQueue {
  private final EnqueueTicketScript enqueue;
  private final WithdrawTicketScript withdraw;

  public LaneQueue(ScriptRunner runner) {
    this.enqueue = new EnqueueTicketScript(runner);
    this.withdraw = new WithdrawTicketScript(runner);
  }

  /**
   * Puts a ticket in, or replaces the session's present one.
   *
   * @param leftRoom a room that the session has left, whose end Redis may not have seen yet
   * @return {@code Queued}, {@code Taken} or {@code Outdated}
   */
  public Future<QueueReply> enqueue(Lane lane, Ticket ticket, Optional<RoomId> leftRoom) {
    return enqueue
        .run(lane, ticket, leftRoom)
        .map(reply -> fenced(reply, ticket.session(), ticket.epoch()));
  }

  /**
   * Takes a session's ticket out.
   *
   * @return {@code Withdrawn}, {@code Taken}, {@code Absent} or {@code Outdated}
   */
  public Future<QueueReply> withdraw(Lane lane, Address address) {
    return withdraw
        .run(lane, address)
        .map(reply -> fenced(reply, address.session(), address.epoch()));
  }

  private static QueueReply fenced(QueueReply reply, SessionId session, long epoch) {
    return reply instanceof QueueReply.Taken taken
            && taken.room().memberOf(session).address().epoch() > epoch
        ? new QueueReply.Outdated()
        : reply;
  }
}
