package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The waiting, as the gateway sees them: put a ticket in, take it out. Both are idempotent, so a
 * call whose answer was lost may be made again. A room concerns only the connection that it was
 * made for: it is neither entered nor ended by an older or newer one of the same session.
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
        .compose(
            reply -> {
              if (!(reply instanceof QueueReply.Taken taken)) {
                return Future.succeededFuture(reply);
              }
              long roomEpoch = epoch(taken.room(), ticket.session());
              if (roomEpoch < ticket.epoch()) {
                // An older connection was in that room, and a chat ends with its connection.
                return enqueue(lane, ticket, Optional.of(taken.room().id()));
              }
              return Future.succeededFuture(
                  roomEpoch == ticket.epoch() ? reply : new QueueReply.Outdated());
            });
  }

  /**
   * Takes a session's ticket out.
   *
   * @return {@code Withdrawn}, {@code Taken}, {@code Absent} or {@code Outdated}
   */
  public Future<QueueReply> withdraw(Lane lane, Address address) {
    return withdraw
        .run(lane, address)
        .map(
            reply -> {
              if (!(reply instanceof QueueReply.Taken taken)) {
                return reply;
              }
              long roomEpoch = epoch(taken.room(), address.session());
              if (roomEpoch == address.epoch()) {
                return reply;
              }
              return roomEpoch < address.epoch()
                  ? new QueueReply.Absent()
                  : new QueueReply.Outdated();
            });
  }

  /** Which connection of the session the room was made for. */
  private static long epoch(Room room, SessionId session) {
    return room.member(session).address().epoch();
  }
}
