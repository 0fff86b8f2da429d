package chat.passerby.moderation.figures;

import chat.passerby.moderation.OpenReports;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Counts reports, cases and decisions of all nodes, by a few look-ups that cost the same however
 * many there are. Bound to the event loop of its link.
 */
public final class CaseFigures {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final RedisLink link;
  private final OpenReports open;
  private final NodeClock clock;

  /**
   * What was counted.
   *
   * @param reports filed within the last hour
   * @param open cases that nobody has decided on
   * @param oldest when the oldest report was filed that nobody has decided on
   * @param hour cases decided within the last hour
   * @param day cases decided within the last 24 hours
   */
  public record Counted(long reports, long open, Optional<Instant> oldest, long hour, long day) {}

  /**
   * @param link to the Redis of reports
   */
  public CaseFigures(RedisLink link, NodeClock clock) {
    this.link = link;
    this.open = new OpenReports(link);
    this.clock = clock;
  }

  /** Counts; fails while Redis is away. */
  public Future<Counted> count() {
    Instant now = clock.instant();
    Future<Optional<Instant>> oldest = open.oldest();
    Future<List<Response>> counts =
        link.batch(
            List.of(
                since(ReportKeys.RECENT, now.minus(HOUR)),
                Request.cmd(Command.ZCARD).arg(ReportKeys.CASES),
                since(ReportKeys.DECIDED, now.minus(HOUR)),
                since(ReportKeys.DECIDED, now.minus(DAY))));
    return Future.all(oldest, counts)
        .map(
            read ->
                new Counted(
                    Replies.number(counts.result().get(0)),
                    Replies.number(counts.result().get(1)),
                    oldest.result(),
                    Replies.number(counts.result().get(2)),
                    Replies.number(counts.result().get(3))));
  }

  private static Request since(String set, Instant first) {
    return Request.cmd(Command.ZCOUNT)
        .arg(set)
        .arg(Long.toString(first.toEpochMilli()))
        .arg("+inf");
  }
}
