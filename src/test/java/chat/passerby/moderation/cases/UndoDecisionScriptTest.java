package chat.passerby.moderation.cases;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.Decisions.Undone;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.ReportId;
import chat.passerby.session.AddressTag;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoDecisionScriptTest extends CaseFixture {
  private final Decisions decisions;

  UndoDecisionScriptTest(@TempDir Path data) {
    super(data);
    decisions = decisions(MINUTE);
  }

  @Test
  void case_whoseDecisionIsTakenBack_isOpenAndClaimedByWhoDecided() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    next("mia");
    DecisionId decision = decide(decisions, id);
    assertEquals(Undone.DONE, get(decisions.undo(decision, "mia", false)));
    assertEquals(Undone.DONE, get(decisions.undo(decision, "mia", false)), "once more");
    assertEquals(List.of(id), open());
    assertEquals(new Claim.Taken("mia"), get(cases.claim(id, "tom")));
    assertFalse(redis.exists(ReportKeys.DECISIONS));
    assertFalse(redis.exists(ReportKeys.DECIDED));
    assertNotEquals(decision, decide(decisions, id), "it can be decided again");
  }

  @Test
  void decision_ofSomebodyElse_isTakenBackByThoseWhoMayOnly() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    DecisionId decision = decide(decisions, id);
    assertEquals(Undone.OWN, get(decisions.undo(decision, "tom", false)));
    assertEquals("pending", field(id, "state"));
    assertEquals(Undone.DONE, get(decisions.undo(decision, "sue", true)));
    assertEquals(Undone.ABSENT, get(decisions.undo(new DecisionId("none"), "sue", true)));
  }

  @Test
  void decision_inEffect_isNotTakenBack() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    DecisionId decision = decide(decisions(Duration.ZERO), id);
    assertEquals(Undone.OVER, get(decisions.undo(decision, "mia", false)));
    assertEquals("decided", field(id, "state"));
  }

  /** A node has taken it and may have made the sanction already. */
  @Test
  void decision_thatANodeHasTaken_isNotTakenBack() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    DecisionId decision = decide(decisions, id);
    makeDue(ReportKeys.DECISIONS, decision.value());
    get(new TakeDecisionsScript(redis.runner(), MINUTE).run(10));
    assertEquals(Undone.OVER, get(decisions.undo(decision, "mia", false)));
  }

  @Test
  void reports_filedMeanwhile_joinTheCaseAgain() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    DecisionId decision = decide(decisions, id);
    ReportId cleos = file("cleo", "ben", Reason.NUDITY);
    CaseId later = caseOf(cleos);
    assertNotEquals(id, later);
    assertEquals(List.of(later), open());
    assertEquals(Undone.DONE, get(decisions.undo(decision, "mia", false)));
    assertEquals(List.of(id), open());
    assertEquals("2", field(id, "reports"));
    assertEquals(2, redis.number(Command.HLEN, ReportKeys.facts(id)));
    assertEquals(id, caseOf(cleos), "its picture is read through the case that it is in");
    assertFalse(redis.exists(ReportKeys.of(later)));
    assertEquals(List.of(id.value()), members(ReportKeys.at(new AddressTag("address of ben"))));
    assertEquals(id, caseOf(file("dora", "ben", Reason.NUDITY)));
  }

  private List<String> members(String set) {
    return redis.answer(Command.ZRANGE, set, 0, -1).stream().map(Response::toString).toList();
  }

  private static DecisionId decide(Decisions decisions, CaseId id) {
    return MakeDecisionScriptTest.done(get(decisions.make(id, "mia", ban("ben")))).id();
  }
}
