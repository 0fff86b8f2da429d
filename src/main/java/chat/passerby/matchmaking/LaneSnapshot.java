package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.redis.RedisLink;
import chat.passerby.room.Lane;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all tickets of a lane, in steps that keep no one else waiting for Redis. */
final class LaneSnapshot {
  private static final Logger log = LoggerFactory.getLogger(LaneSnapshot.class);
  private static final int STEP = 500;

  private final RedisLink link;
  private final Lane lane;

  LaneSnapshot(RedisLink link, Lane lane) {
    this.link = link;
    this.lane = lane;
  }

  /**
   * Calls back for each ticket that is there from beginning to end, and perhaps for some that came
   * or went meanwhile; one may be seen twice.
   */
  Future<Void> read(Consumer<Ticket> each) {
    return step("0", each);
  }

  private Future<Void> step(String cursor, Consumer<Ticket> each) {
    Request scan =
        Request.cmd(Command.HSCAN).arg(LaneKeys.tickets(lane)).arg(cursor).arg("COUNT").arg(STEP);
    return link.send(scan)
        .compose(
            reply -> {
              Response entries = reply.get(1);
              for (int i = 1; i < entries.size(); i += 2) {
                ticket(entries.get(i).toBuffer()).ifPresent(each);
              }
              String next = reply.get(0).toString();
              return next.equals("0") ? Future.succeededFuture() : step(next, each);
            });
  }

  /** Nothing for a ticket that cannot be read: it must not hide all the others. */
  private Optional<Ticket> ticket(Buffer value) {
    try {
      return Optional.of(TicketCodec.unpackValue(value));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      log.warn("Lane {}: skipped a ticket that is not of this version.", lane.name());
      return Optional.empty();
    }
  }
}
