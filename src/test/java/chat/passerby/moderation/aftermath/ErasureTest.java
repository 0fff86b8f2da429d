package chat.passerby.moderation.aftermath;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.audit.AuditEntry;
import chat.passerby.moderation.audit.AuditKey;
import chat.passerby.moderation.audit.AuditReader;
import chat.passerby.moderation.audit.AuditVerifier;
import chat.passerby.moderation.cases.CaseFixture;
import chat.passerby.moderation.sanction.Appeal;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.Sanction.State;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes by age, what stays for an appeal, and how an operator sees that. */
class ErasureTest extends CaseFixture {
  private static final Instant MONTH_AGO = NOW.minus(Lifetimes.USUAL);
  private static final Instant YEAR_AGO = NOW.minus(Lifetimes.MINOR);

  private final Holds holds;
  private SimpleMeterRegistry registry;
  private Erasure erasure;

  ErasureTest(@TempDir Path data) {
    super(data);
    holds = new Holds(redis.link(), sanctions, new SystemClock(), FAULTS);
  }

  @BeforeEach
  void count() {
    registry = new SimpleMeterRegistry();
    ErasureMeters meters = new ErasureMeters(new Meters(registry), new SystemClock());
    erasure = new Erasure(redis.link(), holds, meters, 2);
  }

  @Test
  void evidence_ofAMonth_isErasedWithItsCaseAndThatShows() {
    ReportId young = file("anna", "carl", Reason.SPAM, MONTH_AGO.plus(Duration.ofHours(1)));
    long bytes = redis.number(Command.GET, ReportKeys.TOTAL);
    List<String> before = redis.keys();
    for (int i = 0; i < 5; i++) {
      file("reporter" + i, "ben" + i % 2, Reason.SPAM, MONTH_AGO);
    }
    assertEquals(0, gauge());
    get(erasure.run());
    assertEquals(5, erased("report"));
    assertEquals(2, erased("case"));
    assertEquals(bytes, redis.number(Command.GET, ReportKeys.TOTAL));
    assertTrue(redis.exists(ReportKeys.report(young)));
    assertEquals(List.of(young.value()), range(ReportKeys.OPEN));
    List<String> left =
        redis.keys().stream()
            .filter(key -> key.contains(":report:") || key.contains(":case"))
            .toList();
    assertEquals(
        before.stream().filter(key -> key.contains(":report:") || key.contains(":case")).toList(),
        left);
    assertTrue(gauge() >= NOW.getEpochSecond());
  }

  @Test
  void evidence_ofAMinor_isApartAndStaysForAYear() {
    ReportId old = file("anna", "ben", Reason.MINOR, YEAR_AGO);
    ReportId young = file("anna", "ben", Reason.MINOR, YEAR_AGO.plus(Duration.ofHours(1)));
    ReportId other = file("anna", "ben", Reason.SPAM, MONTH_AGO);
    assertFalse(redis.exists(ReportKeys.report(old)));
    CaseId its =
        new CaseId(
            redis.answer(Command.HGET, ReportKeys.report(young, Reason.MINOR), "case").toString());
    get(erasure.run());
    assertFalse(redis.exists(ReportKeys.report(old, Reason.MINOR)));
    assertFalse(redis.exists(ReportKeys.report(other)));
    assertTrue(redis.exists(ReportKeys.report(young, Reason.MINOR)));
    assertEquals(List.of(young.value()), List.copyOf(redis.hash(ReportKeys.facts(its)).keySet()));
  }

  @Test
  void evidence_forASanction_staysUntilNobodyCanAppeal() {
    ReportId report = file("anna", "ben", Reason.SPAM, MONTH_AGO);
    ReportId minor = file("cleo", "ben", Reason.MINOR, YEAR_AGO);
    CaseId its = caseOf(report);
    get(decisions(Duration.ZERO, holds::keep).make(its, "mia", ban("ben")));
    get(erasure.run());
    assertTrue(redis.exists(ReportKeys.report(report)));
    assertTrue(redis.exists(ReportKeys.report(minor, Reason.MINOR)));
    assertTrue(redis.exists(ReportKeys.facts(its)));
    long end = end(report);
    Instant least = NOW.plus(Duration.ofHours(1)).plus(Appeal.WINDOW);
    assertTrue(end >= least.toEpochMilli(), end + " is before " + least);
    assertTrue(redis.number(Command.PEXPIRETIME, ReportKeys.report(report)) > end);

    SanctionId sanction = new SanctionId(field(its, "decision"));
    get(sanctions.lift(sanction, "a mistake", "tom"));
    makeDue(ReportKeys.HELD, its.value());
    get(erasure.run());
    assertTrue(end(report) < end, "it ended before its time");
    assertTrue(end(report) >= NOW.plus(Appeal.WINDOW).toEpochMilli());

    range(ReportKeys.ENDS).forEach(entry -> makeDue(ReportKeys.ENDS, entry));
    makeDue(ReportKeys.AGES, its.value());
    get(erasure.run());
    assertTrue(
        redis.keys().stream().noneMatch(key -> key.contains(":report:") || key.contains(":case")));
    assertFalse(redis.exists(ReportKeys.HELD));
    assertEquals(0, redis.number(Command.GET, ReportKeys.TOTAL));
  }

  @Test
  void evidence_ofADismissedCase_isKeptNoLonger() {
    ReportId report = file("anna", "ben", Reason.SPAM, MONTH_AGO);
    get(decisions(Duration.ZERO, holds::keep).make(caseOf(report), "mia", dismissal()));
    get(erasure.run());
    assertFalse(redis.exists(ReportKeys.report(report)));
  }

  @Test
  void until_followsTheSanctionAndTheAppeal() {
    Duration window = Appeal.WINDOW.plusDays(2);
    Instant end = NOW.plus(Duration.ofDays(7));
    assertEquals(end.plus(window), Holds.until(sanction(State.ACTIVE, end), false, NOW));
    assertEquals(end.plus(window), Holds.until(sanction(State.PENDING, end), false, NOW));
    Instant ended = NOW.minus(Duration.ofDays(200));
    assertEquals(ended.plus(window), Holds.until(sanction(State.ENDED, ended), false, NOW));
    assertEquals(
        NOW.plus(Lifetimes.USUAL),
        Holds.until(sanction(State.ENDED, ended), true, NOW),
        "somebody has appealed, and nobody has decided");
    assertEquals(
        NOW.plus(window), Holds.until(sanction(State.PENDING, ended), false, NOW), "may begin yet");
    assertEquals(NOW.plus(window), Holds.until(sanction(State.LIFTED, end), false, NOW));
  }

  /** Entries hold a commitment to the evidence in its place. */
  @Test
  void audit_ofEvidenceThatIsGone_isWhole() {
    ReportId report = file("anna", "ben", Reason.SPAM, MONTH_AGO);
    Buffer evidence = redis.hash(ReportKeys.report(report)).get("evidence");
    get(
        audit.append(
            new AuditEntry(
                "mia",
                AuditAction.SNAPSHOT_READ,
                report.value(),
                Map.of(),
                Optional.of(audit.commit(evidence)))));
    get(audit.append("mia", AuditAction.CASE_READ, caseOf(report).value(), Map.of()));
    get(erasure.run());
    assertEquals(1, erased("report"));
    AuditVerifier verifier = new AuditVerifier(new AuditReader(redis.link()), new AuditKey(SECRET));
    assertTrue(get(verifier.verify(List.of())).whole());
  }

  private static Sanction sanction(State state, Instant end) {
    return new Sanction(
        new SanctionId("sanction"),
        SanctionKind.BAN,
        List.of(Subject.of(new DeviceId("ben"))),
        Reason.SPAM,
        state,
        end.minus(Duration.ofHours(1)),
        Optional.of(end),
        "mia",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        state == State.LIFTED
            ? Optional.of(new Sanction.Lifting("tom", "a mistake", NOW))
            : Optional.empty(),
        1);
  }

  private long end(ReportId report) {
    String entry =
        range(ReportKeys.ENDS).stream()
            .filter(each -> each.startsWith(report.value() + ":"))
            .findFirst()
            .orElseThrow();
    return (long)
        Double.parseDouble(redis.answer(Command.ZSCORE, ReportKeys.ENDS, entry).toString());
  }

  private List<String> range(String set) {
    return redis.answer(Command.ZRANGE, set, 0, -1).stream().map(Object::toString).toList();
  }

  private long erased(String what) {
    return Math.round(registry.get("passerby_evidence_erased").tag("what", what).counter().count());
  }

  private double gauge() {
    return registry.get("passerby_evidence_erasure_seconds").gauge().value();
  }
}
