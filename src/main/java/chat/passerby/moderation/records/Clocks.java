package chat.passerby.moderation.records;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.sanction.Appeal;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.redis.RedisLink;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how long reports and appeals have waited. Bound to the event loop of its links. */
public final class Clocks {
  /** So many appeals are looked at: beyond that, a number changes nothing. */
  private static final int APPEALS = 200;

  private final RedisLink evidence;
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
    this.evidence = evidence;
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
    return evidence
        .send(Request.cmd(Command.ZRANGE).arg(ReportKeys.OPEN).arg(0).arg(0))
        .compose(
            first ->
                first.size() == 0
                    ? Future.succeededFuture(Reading.NONE)
                    : Future.all(filed(first.get(0).toString()), overdueReports(now))
                        .map(
                            both ->
                                new Reading(
                                    both.<Optional<Instant>>resultAt(0)
                                        .map(at -> span(at, now))
                                        .orElse(Duration.ZERO),
                                    both.<Long>resultAt(1))));
  }

  private Future<Optional<Instant>> filed(String report) {
    return evidence
        .send(Request.cmd(Command.ZSCORE).arg(ReportKeys.OPEN).arg(report))
        .map(
            (@Nullable Response at) ->
                Optional.ofNullable(at)
                    .map(its -> Instant.ofEpochMilli((long) Double.parseDouble(its.toString()))));
  }

  private Future<Long> overdueReports(Instant now) {
    return deadlines.report().isZero()
        ? Future.succeededFuture(0L)
        : evidence
            .send(
                Request.cmd(Command.ZCOUNT)
                    .arg(ReportKeys.OPEN)
                    .arg("-inf")
                    .arg(now.minus(deadlines.report()).toEpochMilli()))
            .map(Response::toLong);
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
