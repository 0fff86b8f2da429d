package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A lane's queue as the gateway uses it: put a ticket in, take it out. Both are idempotent, so a
 * call whose answer was lost may be repeated. A connection never learns of the room of a newer
 * connection of its session, or it would enter or end it. It does learn of the room of an older
 * one, and goes on there.
 */
public final class LaneQueue {
  /** How often a waiting ticket is put in again, in case Redis or a message has lost it. */
  public static final Duration REFRESH = Duration.ofSeconds(10);

  /** How long a ticket stays without being put in again: the gateway of its connection is gone. */
  public static final Duration LIFETIME = Duration.ofMillis(3 * REFRESH.toMillis() + 5_000);

  private final TicketBatches tickets;
  private final WithdrawTicketScript withdraw;
  private final QueueMeters meters;
  private final Faults faults;

  /**
   * @param endOfTurn runs what it is given soon, on the thread that uses this queue: the event
   *     loop's {@code runOnContext}, or at once
   */
  public LaneQueue(Executor endOfTurn, ScriptRunner runner, QueueMeters meters, Faults faults) {
    this.tickets = new TicketBatches(endOfTurn, new EnqueueTicketsScript(runner));
    this.withdraw = new WithdrawTicketScript(runner);
    this.meters = meters;
    this.faults = faults;
  }

  /**
   * Puts a ticket in, or replaces the session's present one. A room that cannot be read counts as
   * left; otherwise the session would be stuck in it until it expires.
   *
   * @param leftRoom a room that the session has left, whose end Redis may not have seen yet
   * @return {@code Queued}, {@code Kept}, {@code Taken} or {@code Outdated}
   */
  public Future<QueueReply> enqueue(Lane lane, Ticket ticket, Optional<RoomId> leftRoom) {
    return tickets
        .add(lane, ticket, leftRoom)
        .recover(
            e ->
                unreadable(e)
                    .map(room -> tickets.add(lane, ticket, Optional.of(room)))
                    .orElse(Future.failedFuture(e)))
        .map(reply -> fenced(reply, ticket.session(), ticket.epoch()))
        .onSuccess(reply -> meters.count(lane, reply));
  }

  /**
   * Takes a session's ticket out. A room that cannot be read counts as none.
   *
   * @return {@code Withdrawn}, {@code Taken}, {@code Absent} or {@code Outdated}
   */
  public Future<QueueReply> withdraw(Lane lane, Address address) {
    return park(lane, address, Duration.ZERO);
  }

  /**
   * Takes a session's ticket out and keeps it for its return: meanwhile it is matched with nobody.
   *
   * @return as {@link #withdraw}
   */
  public Future<QueueReply> park(Lane lane, Address address, Duration grace) {
    tickets.flush(lane);
    return withdraw
        .run(lane, address, grace)
        .recover(
            e ->
                unreadable(e)
                    .<Future<QueueReply>>map(
                        room -> Future.succeededFuture(new QueueReply.Absent()))
                    .orElse(Future.failedFuture(e)))
        .map(reply -> fenced(reply, address.session(), address.epoch()))
        .onSuccess(reply -> meters.count(lane, reply));
  }

  /** Counts a room that cannot be read, if that is why the call failed. */
  private Optional<RoomId> unreadable(Throwable failure) {
    if (!(failure instanceof UnreadableRoomException unreadable)) {
      return Optional.empty();
    }
    faults.unreadable(Written.ROOM, unreadable.bytes());
    return Optional.of(unreadable.room());
  }

  private static QueueReply fenced(QueueReply reply, SessionId session, long epoch) {
    return reply instanceof QueueReply.Taken taken
            && taken.room().memberOf(session).address().epoch() > epoch
        ? new QueueReply.Outdated()
        : reply;
  }
}
