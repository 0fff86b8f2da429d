package chat.passerby.moderation.aftermath;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.audit.AuditReader;
import chat.passerby.moderation.audit.AuditRecord;
import chat.passerby.moderation.cases.CaseFixture;
import chat.passerby.moderation.cases.Cases;
import chat.passerby.moderation.cases.Claim;
import chat.passerby.moderation.cases.Decisions;
import chat.passerby.moderation.cases.Ruling;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credible reports restrict somebody before anybody decides, and no longer than that. */
class PrecautionsTest extends CaseFixture {
  private static final List<String> PEOPLE = List.of("anna", "cleo", "dora");

  private final Cases watched;
  private final Decisions decisions;

  PrecautionsTest(@TempDir Path data) {
    super(data);
    Precautions precautions = new Precautions(sanctions, audit, 3, FAULTS);
    watched = cases(precautions);
    decisions = decisions(Duration.ZERO, its -> Future.succeededFuture(), precautions);
  }

  @Test
  void subject_ofCredibleReports_isRestrictedOnceForADay() {
    CaseId its = reported(PEOPLE);
    Sanction made = get(sanctions.one(Precautions.of(its))).orElseThrow();
    assertEquals(SanctionKind.RESTRICT, made.kind());
    assertEquals(Reason.HARASSMENT, made.reason());
    assertEquals(Sanction.State.ACTIVE, made.state());
    assertEquals("system", made.actor());
    assertEquals(Optional.of(its.value()), made.evidence());
    assertEquals(Optional.of(made.start().plus(Precautions.SPAN)), made.end());
    assertEquals(
        Set.of(Subject.of(new DeviceId("ben")), Subject.of(new SessionId("ben-session"))),
        Set.copyOf(made.subjects()));
    proven("elsa");
    file("elsa", "ben", Reason.HARASSMENT);
    rank();
    assertEquals(1, get(sanctions.list(10, OptionalLong.empty())).size());
    assertEquals(List.of("sanction-made"), audited());
  }

  @Test
  void subject_ofFewerOrUnknownReporters_isNotRestricted() {
    CaseId its = reported(PEOPLE.subList(0, 2));
    for (int i = 0; i < 20; i++) {
      file("stranger" + i, "ben", Reason.HARASSMENT);
    }
    rank();
    assertEquals(Optional.empty(), get(sanctions.one(Precautions.of(its))));
    assertEquals(List.of(), audited());
  }

  @Test
  void restriction_endsWithTheDecisionWhateverThatIs() {
    for (Ruling ruling : List.of(dismissal(), ban("ben"))) {
      redis.clear();
      CaseId its = reported(PEOPLE);
      get(watched.claim(its, "mia"));
      get(decisions.make(its, "mia", ruling));
      get(decisions.carryOut());
      assertEquals(
          Sanction.State.LIFTED, get(sanctions.one(Precautions.of(its))).orElseThrow().state());
      assertEquals("sanction-lifted", audited().getLast());
    }
  }

  @Test
  void restriction_thatAModeratorHasLifted_isNotMadeAgain() {
    CaseId its = reported(PEOPLE);
    get(sanctions.lift(Precautions.of(its), "They are wrong.", "mia"));
    proven("elsa");
    file("elsa", "ben", Reason.HARASSMENT);
    rank();
    assertEquals(
        Sanction.State.LIFTED, get(sanctions.one(Precautions.of(its))).orElseThrow().state());
  }

  @Test
  void case_thatIsNext_isRestrictedByWhoeverRanksIt() {
    PEOPLE.forEach(this::proven);
    PEOPLE.forEach(who -> file(who, "ben", Reason.NUDITY));
    Claim.Mine mine = (Claim.Mine) get(watched.next("mia"));
    assertEquals(
        Reason.NUDITY, get(sanctions.one(Precautions.of(mine.id()))).orElseThrow().reason());
  }

  private CaseId reported(List<String> people) {
    people.forEach(this::proven);
    CaseId its =
        people.stream().map(who -> caseOf(file(who, "ben", Reason.HARASSMENT))).toList().getLast();
    rank();
    return its;
  }

  private void proven(String who) {
    redis.ask(Command.SET, ReportKeys.record(new DeviceId(who)), "uuuuud");
  }

  private void rank() {
    get(watched.open(Optional.empty(), 1));
  }

  private List<String> audited() {
    return get(new AuditReader(redis.link()).records(0)).stream()
        .map(AuditRecord::action)
        .filter(action -> action.startsWith("sanction"))
        .toList();
  }
}
