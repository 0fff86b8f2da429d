package chat.passerby.moderation.figures;

import chat.passerby.moderation.Lifetimes;
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
    this.clock = clock;
  }

  /** Counts; fails while Redis is away. */
  public Future<Counted> count() {
    Instant now = clock.instant();
    return link.batch(
            List.of(
                filed(now, Lifetimes.USUAL),
                filed(now, Lifetimes.MINOR),
                Request.cmd(Command.ZCARD).arg(ReportKeys.CASES),
                Request.cmd(Command.ZRANGE)
                    .arg(ReportKeys.OPEN)
                    .arg("0")
                    .arg("0")
                    .arg("WITHSCORES"),
                since(now.minus(HOUR)),
                since(now.minus(DAY))))
        .map(
            replies ->
                new Counted(
                    Replies.number(replies.get(0)) + Replies.number(replies.get(1)),
                    Replies.number(replies.get(2)),
                    oldest(replies.get(3)),
                    Replies.number(replies.get(4)),
                    Replies.number(replies.get(5))));
  }

  /** Reports stand by when they are to be erased, which is so long after they were filed. */
  private static Request filed(Instant now, Duration lifetime) {
    return Request.cmd(Command.ZCOUNT)
        .arg(ReportKeys.ENDS)
        .arg("(" + now.plus(lifetime).minus(HOUR).toEpochMilli())
        .arg(Long.toString(now.plus(lifetime).toEpochMilli()));
  }

  private static Request since(Instant first) {
    return Request.cmd(Command.ZCOUNT)
        .arg(ReportKeys.DECIDED)
        .arg(Long.toString(first.toEpochMilli()))
        .arg("+inf");
  }

  private static Optional<Instant> oldest(Response first) {
    return first.size() == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli((long) Double.parseDouble(score(first))));
  }

  /** RESP3 answers pairs, RESP2 a flat list. */
  private static String score(Response first) {
    return first.size() > 1 ? first.get(1).toString() : first.get(0).get(1).toString();
  }
}
