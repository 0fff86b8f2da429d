package chat.passerby.moderation;

import chat.passerby.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.Optional;

/**
 * How long reports wait that nobody has decided on. All fail while Redis is away. Bound to the
 * event loop of its link.
 */
public final class OpenReports {
  private final RedisLink link;

  /**
   * @param link to the Redis of reports
   */
  public OpenReports(RedisLink link) {
    this.link = link;
  }

  /** When the oldest of them was filed; empty when there is none. */
  public Future<Optional<Instant>> oldest() {
    return link.send(
            Request.cmd(Command.ZRANGE).arg(ReportKeys.OPEN).arg("0").arg("0").arg("WITHSCORES"))
        .map(
            first ->
                first.size() == 0
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochMilli((long) Double.parseDouble(score(first)))));
  }

  /** How many were filed at that time or before. */
  public Future<Long> filedUntil(Instant last) {
    return link.send(
            Request.cmd(Command.ZCOUNT).arg(ReportKeys.OPEN).arg("-inf").arg(last.toEpochMilli()))
        .map(Response::toLong);
  }

  /** RESP3 answers pairs, RESP2 a flat list. */
  private static String score(Response first) {
    return first.size() > 1 ? first.get(1).toString() : first.get(0).get(1).toString();
  }
}
