package chat.passerby.moderation.aftermath;

import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.ReportFacts;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.CaseReader;
import chat.passerby.moderation.cases.CaseReader.KeptCase;
import chat.passerby.moderation.sanction.Appeal;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.telemetry.Faults;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps evidence for as long as somebody may appeal against what was decided on it: until the end
 * of the sanction and the time to appeal after that, and until the appeal is decided. A sanction
 * may be confirmed, lifted or appealed against meanwhile, so each case is looked at once a day.
 * Bound to the event loop of its link.
 */
public final class Holds {
  private static final Duration PERIOD = Duration.ofDays(1);

  /** An appeal of the last moment is seen before the evidence goes. */
  private static final Duration SLACK = PERIOD.plus(PERIOD);

  private static final int BATCH = 32;

  private final RedisLink link;
  private final CaseReader reader;
  private final HoldCaseScript hold;
  private final Sanctions sanctions;
  private final NodeClock clock;

  /**
   * @param link to the Redis of reports
   */
  public Holds(RedisLink link, Sanctions sanctions, NodeClock clock, Faults faults) {
    this.link = link;
    this.reader = new CaseReader(link, faults);
    this.hold = new HoldCaseScript(new ScriptRunner(link));
    this.sanctions = sanctions;
    this.clock = clock;
  }

  /** Works out anew how long a case is kept on which a sanction was made. */
  public Future<Void> keep(CaseId id) {
    return reader
        .read(id)
        .compose(
            found ->
                found
                    .flatMap(KeptCase::decision)
                    .map(decision -> keep(found.orElseThrow(), decision))
                    .orElseGet(() -> forget(id)));
  }

  private Future<Void> keep(KeptCase its, DecisionId decision) {
    SanctionId id = new SanctionId(decision.value());
    return Future.all(sanctions.one(id), sanctions.isAppealed(id))
        .compose(
            known -> {
              Optional<Sanction> sanction = known.resultAt(0);
              boolean appealed = known.resultAt(1);
              // Nobody can appeal any more against one that is forgotten.
              return sanction.isEmpty()
                  ? forget(its.id())
                  : keep(its, until(sanction.get(), appealed, clock.instant()));
            });
  }

  /** Until when a sanction keeps the evidence for it. */
  static Instant until(Sanction sanction, boolean appealed, Instant now) {
    Instant end = sanction.end().orElse(sanction.start().plus(Order.MAX_SPAN));
    Instant over =
        switch (sanction.state()) {
          case LIFTED -> sanction.lifting().map(Sanction.Lifting::at).orElse(end);
          // It may be confirmed tomorrow, and then begins.
          case PENDING -> later(end, now);
          case ACTIVE, ENDED -> end;
        };
    Instant until = over.plus(Appeal.WINDOW).plus(SLACK);
    return appealed ? later(until, now.plus(Lifetimes.USUAL)) : until;
  }

  private Future<Void> keep(KeptCase its, Instant until) {
    Map<ReportId, Instant> ends = new HashMap<>();
    its.reports().forEach((report, facts) -> ends.put(report, later(usual(facts), until)));
    Instant last =
        Stream.concat(
                ends.values().stream(),
                Stream.of(until, its.decided().orElse(its.opened()).plus(Lifetimes.USUAL)))
            .max(Comparator.naturalOrder())
            .orElse(until);
    Instant now = clock.instant();
    Optional<Instant> review =
        until.isAfter(now) ? Optional.of(now.plus(PERIOD)) : Optional.empty();
    return hold.run(its.id(), its.device(), last, review, ends).mapEmpty();
  }

  private static Instant usual(ReportFacts facts) {
    return facts.at().plus(Lifetimes.of(facts.reason()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Looks at all cases whose time for that has come. */
  Future<Void> review() {
    Request due =
        Request.cmd(Command.ZRANGE)
            .arg(ReportKeys.HELD)
            .arg("-inf")
            .arg(clock.instant().toEpochMilli())
            .arg("BYSCORE")
            .arg("LIMIT")
            .arg(0)
            .arg(BATCH);
    return link.send(due)
        .compose(
            some -> {
              List<Future<Void>> looks =
                  some.stream().map(Response::toString).map(id -> keep(new CaseId(id))).toList();
              return Future.join(looks)
                  .compose(
                      looked -> looks.size() < BATCH ? Future.<Void>succeededFuture() : review());
            });
  }

  private Future<Void> forget(CaseId id) {
    return link.send(Request.cmd(Command.ZREM).arg(ReportKeys.HELD).arg(id.value())).mapEmpty();
  }
}
