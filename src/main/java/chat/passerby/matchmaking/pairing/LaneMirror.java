package chat.passerby.matchmaking.pairing;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.matchmaking.queue.TicketCodec;
import chat.passerby.protocol.SessionId;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps a pool equal to a lane's queue. The queue's scripts publish each change on a channel;
 * reading the whole lane finds what was missed.
 *
 * <p>A reading takes several steps, and its answers come on another connection than the changes. It
 * may show a session as it was before a change that has arrived already, so a change that arrives
 * during a reading outweighs it. Changes of one session always arrive in order; when one is lost, a
 * new reading follows.
 */
final class LaneMirror {
  private final Faults faults;
  private final WaitingPool pool;
  private final LaneSnapshot snapshot;

  /** Who was in the pool when the reading began, and has not been read or told of since. */
  private final Set<SessionId> unseen = new HashSet<>();

  /** Who has been told of since the reading began. */
  private final Set<SessionId> told = new HashSet<>();

  private boolean reading;

  /** Whether something may have been missed that the present reading need not find. */
  private boolean stale = true;

  LaneMirror(WaitingPool pool, LaneSnapshot snapshot, Faults faults) {
    this.faults = faults;
    this.pool = pool;
    this.snapshot = snapshot;
  }

  /**
   * Takes a change told by the queue's scripts: {@code +} and a ticket, or {@code -} and a session.
   *
   * @return whose it was
   * @throws IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind
   */
  SessionId changed(Buffer change) {
    Buffer rest = change.getBuffer(1, change.length());
    SessionId session;
    if (change.getByte(0) == '+') {
      Ticket ticket = TicketCodec.unpack(rest);
      session = ticket.session();
      pool.put(ticket);
    } else {
      session = new SessionId(rest.toString());
      pool.remove(session);
    }
    if (reading) {
      unseen.remove(session);
      told.add(session);
    }
    return session;
  }

  /** Forgets everything; nothing is known until the next reading. */
  void clear() {
    pool.tickets().forEach(ticket -> pool.remove(ticket.session()));
    stale = true;
  }

  /** Whether a reading is due: the last one failed, or something has been missed since it began. */
  boolean isStale() {
    return stale;
  }

  /**
   * Reads the lane. While that is under way, a further call makes it read once more afterwards.
   *
   * @return completes when the pool is equal to the lane, with those fields that are overdue; fails
   *     when Redis is away
   */
  Future<List<String>> reconcile() {
    stale = true;
    return reading ? Future.succeededFuture(List.of()) : read();
  }

  private Future<List<String>> read() {
    reading = true;
    stale = false;
    told.clear();
    unseen.clear();
    pool.tickets().forEach(ticket -> unseen.add(ticket.session()));
    return snapshot
        .read(this::seen)
        .onComplete(
            done -> {
              reading = false;
              if (done.succeeded()) {
                unseen.forEach(pool::remove);
              } else {
                stale = true;
                faults.report(Part.PAIRING, "A lane was not read.", done.cause());
              }
            })
        .compose(overdue -> stale ? read() : Future.succeededFuture(overdue));
  }

  private void seen(Ticket ticket) {
    unseen.remove(ticket.session());
    if (!told.contains(ticket.session())) {
      pool.put(ticket);
    }
  }
}
