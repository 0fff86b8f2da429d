package chat.passerby.moderation.aftermath;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.CaseFixture;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.DeviceId;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReverseDecisionScriptTest extends CaseFixture {
  private static final DeviceId ANNA = new DeviceId("anna");

  private final ReverseDecisionScript script;

  ReverseDecisionScriptTest(@TempDir Path data) {
    super(data);
    script = new ReverseDecisionScript(redis.runner());
  }

  @Test
  void reporter_hasBeenRightOnceLess_once() {
    redis.ask(Command.SET, ReportKeys.record(ANNA), "uud");
    CaseId its = caseOf(file("anna", "ben", Reason.SPAM));
    get(decisions(Duration.ZERO).make(its, "mia", ban("ben")));
    assertEquals("uudu", record("anna"));
    redis.ask(Command.APPEND, ReportKeys.record(ANNA), "d");
    assertTrue(get(script.run(its, decision(its), Set.of(ANNA))));
    assertEquals("uuddd", record("anna"));
    assertTrue(get(script.run(its, decision(its), Set.of(ANNA))), "its answer was lost");
    assertEquals("uuddd", record("anna"));
    assertTrue(redis.number(Command.PTTL, ReportKeys.record(ANNA)) > 0);
  }

  @Test
  void reporter_withoutARecord_getsNone() {
    CaseId its = caseOf(file("anna", "ben", Reason.SPAM));
    get(decisions(Duration.ZERO).make(its, "mia", ban("ben")));
    redis.ask(Command.DEL, ReportKeys.record(ANNA));
    assertTrue(get(script.run(its, decision(its), Set.of(ANNA))));
    assertEquals("", record("anna"));
  }

  @Test
  void decision_thatIsNotCarriedOutYet_isTriedAgain() {
    redis.ask(Command.SET, ReportKeys.record(ANNA), "u");
    CaseId its = caseOf(file("anna", "ben", Reason.SPAM));
    get(decisions(MINUTE).make(its, "mia", ban("ben")));
    assertFalse(get(script.run(its, decision(its), Set.of(ANNA))));
    assertEquals("u", record("anna"));
  }

  @Test
  void decision_onAnotherCaseOrOneThatIsGone_changesNothing() {
    redis.ask(Command.SET, ReportKeys.record(ANNA), "u");
    CaseId open = caseOf(file("anna", "ben", Reason.SPAM));
    CaseId gone = new CaseId("gone");
    for (CaseId its : List.of(open, gone)) {
      assertTrue(get(script.run(its, new DecisionId("other"), Set.of(ANNA))));
    }
    assertEquals("u", record("anna"));
    assertFalse(redis.exists(ReportKeys.of(gone)));
  }

  private DecisionId decision(CaseId its) {
    return new DecisionId(field(its, "decision"));
  }
}
