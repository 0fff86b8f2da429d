package chat.passerby.moderation.records;

import chat.passerby.moderation.OpenReports;
import chat.passerby.moderation.sanction.Appeal;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.redis.RedisLink;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads how long reports and appeals have waited. Bound to the event loop of its links. */
public final class Clocks {
  /** So many appeals are looked at: beyond that, a number changes nothing. */
  private static final int APPEALS = 200;

  private final OpenReports open;
  private final Appeals appeals;
  private final DeadlineSettings deadlines;
  private final ClockMeters meters;
  private final NodeClock clock;

  /**
   * @param evidence to the Redis of reports
   */
  public Clocks(
      RedisLink evidence,
      Appeals appeals,
      DeadlineSettings deadlines,
      ClockMeters meters,
      NodeClock clock) {
    this.open = new OpenReports(evidence);
    this.appeals = appeals;
    this.deadlines = deadlines;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * How long some things wait.
   *
   * @param oldest of the one that waits longest; zero when none does
   * @param overdue how many wait for longer than they should
   */
  record Reading(Duration oldest, long overdue) {
    static final Reading NONE = new Reading(Duration.ZERO, 0);
  }

  /** Reads both clocks into the meters. */
  public Future<Void> run() {
    return Future.join(
            reports().onSuccess(meters::reports).mapEmpty(),
            appeals().onSuccess(meters::appeals).mapEmpty())
        .mapEmpty();
  }

  Future<Reading> reports() {
    Instant now = clock.instant();
    Future<Optional<Instant>> oldest = open.oldest();
    Future<Long> overdue =
        deadlines.report().isZero()
            ? Future.succeededFuture(0L)
            : open.filedUntil(now.minus(deadlines.report()));
    return Future.all(oldest, overdue)
        .map(
            read ->
                new Reading(
                    oldest.result().map(at -> span(at, now)).orElse(Duration.ZERO),
                    overdue.result()));
  }

  Future<Reading> appeals() {
    Instant now = clock.instant();
    return appeals
        .list(true, 0, APPEALS)
        .map(
            open ->
                new Reading(
                    open.stream()
                        .map(each -> span(each.at(), now))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                    overdue(open, now)));
  }

  private long overdue(List<Appeal> open, Instant now) {
    return open.stream()
        .filter(each -> deadlines.ofAppeal(each.at()).filter(now::isAfter).isPresent())
        .count();
  }

  private static Duration span(Instant from, Instant now) {
    return now.isBefore(from) ? Duration.ZERO : Duration.between(from, now);
  }
}
