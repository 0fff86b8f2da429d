package chat.passerby.moderation.cases;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.passerby.moderation.Circumstances;
import chat.passerby.moderation.ModerationSettings;
import chat.passerby.moderation.Party;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.ReportMeters;
import chat.passerby.moderation.Utterance;
import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditKey;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisFixture;
import chat.passerby.session.AddressTag;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What the tests of cases share. */
public abstract class CaseFixture extends RedisFixture {
  protected static final Instant NOW = new SystemClock().instant();
  protected static final Secret SECRET = Secret.of("a secret of sixteen bytes");
  protected static final Faults FAULTS =
      new Faults(new Meters(new SimpleMeterRegistry()), new SystemClock());
  protected static final Duration MINUTE = Duration.ofMinutes(1);

  protected final Cases cases;
  protected final Sanctions sanctions;
  protected final Audit audit;

  /** Hears of decisions. */
  protected Decisions.Sampling sampling = Decisions.Sampling.NONE;

  private final ReportDesk desk;

  protected CaseFixture(Path data) {
    super(data);
    cases = new Cases(redis.link(), Cases.Precaution.NONE, FAULTS);
    sanctions = new Sanctions(redis.runner(), new AppealTokens(SECRET), FAULTS);
    audit = new Audit(redis.runner(), new AuditKey(SECRET), 1_000, new SystemClock());
    desk =
        new ReportDesk(
            redis.runner(),
            new ModerationSettings(0, 0, 0, 0, 0, 100),
            new ReportMeters(new Meters(new SimpleMeterRegistry()), new SystemClock()));
  }

  protected Decisions decisions(Duration window) {
    return decisions(window, its -> Future.succeededFuture());
  }

  /**
   * Decisions.
   *
   * @param keeper keeps the evidence of a case
   */
  protected Decisions decisions(Duration window, Function<CaseId, Future<Void>> keeper) {
    return decisions(window, keeper, Cases.Precaution.NONE);
  }

  protected Decisions decisions(
      Duration window, Function<CaseId, Future<Void>> keeper, Cases.Precaution precaution) {
    return new Decisions(
        redis.link(),
        sanctions,
        keeper,
        precaution,
        sampling,
        audit,
        window,
        Duration.ZERO,
        FAULTS);
  }

  protected Cases cases(Cases.Precaution precaution) {
    return new Cases(redis.link(), precaution, FAULTS);
  }

  protected ReportId file(String from, String about, Reason reason) {
    return file(from, about, reason, NOW);
  }

  /** Files a report by a device that shares nothing with others. */
  protected ReportId file(String from, String about, Reason reason, Instant at) {
    return file(from, about, reason, at, "address of " + from);
  }

  protected ReportId file(String from, String about, Reason reason, Instant at, String address) {
    AddressTag tag = new AddressTag(address);
    Report report =
        new Report(
            RoomId.random(),
            at,
            new Party(new SessionId(from + "-session"), new DeviceId(from)),
            new Party(new SessionId(about + "-session"), new DeviceId(about)),
            reason,
            Optional.of("a note"),
            Optional.empty(),
            List.of(new Utterance(at, true, "something bad")));
    Circumstances circumstances =
        new Circumstances(
            Optional.of(tag),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new AddressTag("address of " + about)),
            OptionalLong.of(20));
    ReportDesk.Taken taken =
        assertInstanceOf(ReportDesk.Taken.class, get(desk.file(report, tag, circumstances)));
    return taken.report();
  }

  /** The case that a report has joined. */
  protected CaseId caseOf(ReportId report) {
    return new CaseId(redis.answer(Command.HGET, ReportKeys.report(report), "case").toString());
  }

  protected String field(CaseId its, String field) {
    Response value = redis.ask(Command.HGET, ReportKeys.of(its), field);
    return value == null ? "" : value.toString();
  }

  protected String record(String device) {
    Response value = redis.ask(Command.GET, ReportKeys.record(new DeviceId(device)));
    return value == null ? "" : value.toString();
  }

  protected List<String> outcomes(String device) {
    return redis.answer(Command.LRANGE, ReportKeys.outcomes(new DeviceId(device)), 0, -1).stream()
        .map(Response::toString)
        .map(entry -> entry.substring(0, entry.lastIndexOf(':')))
        .toList();
  }

  protected List<CaseId> open() {
    return get(cases.open(Optional.empty(), 100)).stream().map(ListedCase::id).toList();
  }

  protected CaseId next(String by) {
    return assertInstanceOf(Claim.Mine.class, get(cases.next(by))).id();
  }

  protected static Ruling dismissal() {
    return new Ruling(Optional.empty(), Optional.empty(), Optional.empty());
  }

  protected static Ruling ban(String device) {
    return new Ruling(
        Optional.of(Reason.SPAM),
        Optional.of("a note"),
        Optional.of(
            new Ruling.Measure(
                SanctionKind.BAN,
                List.of(Subject.of(new DeviceId(device))),
                Optional.of(Duration.ofHours(1)),
                "Selling things.")));
  }

  /** Moves the end of a claim, or the time of a decision, to the past. */
  protected void makeDue(String set, String member) {
    redis.ask(Command.ZADD, set, 1, member);
  }
}
