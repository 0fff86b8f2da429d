package chat.passerby.matchmaking.pairing;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.ExpireTicketsScript;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.matchmaking.queue.TicketCodec;
import chat.passerby.matchmaking.queue.TicketCodec.Stored;
import chat.passerby.packed.PackedReader;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import chat.passerby.room.Lane;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads all tickets of a lane, in steps that keep no one else waiting for Redis. */
public final class LaneSnapshot {
  private static final int STEP = 500;

  private final RedisLink link;
  private final Lane lane;
  private final Duration lifetime;
  private final Faults faults;

  /**
   * @param lifetime how long a ticket is good for without being put in again
   */
  public LaneSnapshot(RedisLink link, Lane lane, Duration lifetime, Faults faults) {
    this.faults = faults;
    this.link = link;
    this.lane = lane;
    this.lifetime = lifetime;
  }

  /**
   * Calls back for each ticket that is there from beginning to end, and perhaps for some that came
   * or went meanwhile; one may be seen twice.
   *
   * @return the fields whose tickets nobody has put in again for their lifetime, or which cannot be
   *     read: they are for {@link ExpireTicketsScript} to decide on
   */
  Future<List<String>> read(Consumer<Ticket> each) {
    List<String> overdue = new ArrayList<>(0);
    Future<Instant> oldest =
        link.send(Request.cmd(Command.TIME))
            .map(now -> Instant.ofEpochSecond(Replies.number(now.get(0))).minus(lifetime));
    return step("0", oldest, each, overdue).map(overdue);
  }

  /** How many tickets there are. */
  Future<Long> size() {
    return link.send(Request.cmd(Command.HLEN).arg(LaneKeys.tickets(lane))).map(Replies::number);
  }

  private Future<Void> step(
      String cursor, Future<Instant> oldest, Consumer<Ticket> each, List<String> overdue) {
    Request scan =
        Request.cmd(Command.HSCAN).arg(LaneKeys.tickets(lane)).arg(cursor).arg("COUNT").arg(STEP);
    return Future.all(link.send(scan), oldest)
        .compose(
            answers -> {
              Response reply = answers.resultAt(0);
              Response entries = reply.get(1);
              for (int i = 0; i < entries.size(); i += 2) {
                if (!isFresh(entries.get(i + 1).toBuffer(), oldest.result(), each)) {
                  overdue.add(entries.get(i).toString());
                }
              }
              String next = reply.get(0).toString();
              return next.equals("0")
                  ? Future.succeededFuture()
                  : step(next, oldest, each, overdue);
            });
  }

  /** A ticket that cannot be read must not hide all the others. */
  private boolean isFresh(Buffer value, Instant oldest, Consumer<Ticket> each) {
    Optional<Stored> stored =
        PackedReader.read(Written.TICKET, value, TicketCodec::unpackValue, faults);
    stored.ifPresent(its -> each.accept(its.ticket()));
    return stored.filter(its -> !its.putIn().isBefore(oldest)).isPresent();
  }
}
