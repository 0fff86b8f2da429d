package chat.passerby.moderation.cases;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.DeviceId;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeDecisionsScriptTest extends CaseFixture {
  TakeDecisionsScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void decision_whoseTimeHasCome_isTakenByOneNode() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    DecisionId decision =
        MakeDecisionScriptTest.done(get(decisions(MINUTE).make(id, "mia", ban("ben")))).id();
    TakeDecisionsScript take = new TakeDecisionsScript(redis.runner(), MINUTE);
    assertEquals(List.of(), get(take.run(10)), "not yet");
    makeDue(ReportKeys.DECISIONS, decision.value());
    TakeDecisionsScript.Due due = get(take.run(10)).getFirst();
    assertEquals(decision, due.id());
    assertEquals(new DeviceId("ben"), due.subject());
    assertEquals(ban("ben"), Ruling.unpack(due.packed()));
    assertEquals(List.of(), get(take.run(10)), "another node has it");
  }

  /** The node that took it first died before, or after, it made the sanction. */
  @Test
  void decision_whoseNodeDies_isCarriedOutByAnotherOnce() {
    for (boolean imposed : List.of(false, true)) {
      String subject = "ben" + imposed;
      CaseId id = caseOf(file("anna", subject, Reason.SPAM));
      DecisionId decision =
          MakeDecisionScriptTest.done(get(decisions(MINUTE).make(id, "mia", ban(subject)))).id();
      makeDue(ReportKeys.DECISIONS, decision.value());
      TakeDecisionsScript.Due due =
          get(new TakeDecisionsScript(redis.runner(), Duration.ZERO).run(10)).getFirst();
      if (imposed) {
        get(
            sanctions.impose(
                ban(subject).order(due.id(), id, "mia", Optional.empty()).orElseThrow()));
      }
      assertEquals(1, get(decisions(MINUTE).carryOut()));
      assertEquals(1, get(sanctions.of(Subject.of(new DeviceId(subject)), 10)).size());
      assertEquals("decided", field(id, "state"));
      assertEquals(0, get(decisions(MINUTE).carryOut()));
    }
    assertEquals("uu", record("anna"));
  }

  @Test
  void decision_ofACaseThatIsGone_isForgotten() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    get(decisions(MINUTE).make(id, "mia", ban("ben")));
    redis.ask(Command.DEL, ReportKeys.of(id));
    makeDue(
        ReportKeys.DECISIONS,
        redis.answer(Command.ZRANGE, ReportKeys.DECISIONS, 0, 0).get(0).toString());
    assertEquals(0, get(decisions(MINUTE).carryOut()));
    assertFalse(redis.exists(ReportKeys.DECISIONS));
  }
}
