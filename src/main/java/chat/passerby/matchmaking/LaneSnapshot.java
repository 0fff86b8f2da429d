package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.redis.RedisLink;
import chat.passerby.room.Lane;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Consumer;

/** Reads all tickets of a lane, in steps that keep no one else waiting for Redis. */
final class LaneSnapshot {
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
                each.accept(TicketCodec.unpackValue(entries.get(i).toBuffer()));
              }
              String next = reply.get(0).toString();
              return next.equals("0") ? Future.succeededFuture() : step(next, each);
            });
  }
}
