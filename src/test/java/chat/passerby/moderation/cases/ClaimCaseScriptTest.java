package chat.passerby.moderation.cases;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.redis.Eventually;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimCaseScriptTest extends CaseFixture {
  ClaimCaseScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void next_withoutCases_isNone() {
    assertEquals(new Claim.Absent(), get(cases.next("mia")));
  }

  @Test
  void next_isTheFirstThatNobodyHas() {
    CaseId spam = caseOf(file("anna", "ben", Reason.SPAM));
    CaseId violence = caseOf(file("anna", "carl", Reason.VIOLENCE));
    assertEquals(violence, next("mia"));
    assertEquals(spam, next("tom"));
    assertEquals(new Claim.Absent(), get(cases.next("mia")));
    assertEquals(List.of(violence, spam), open(), "what is claimed is open");
  }

  @Test
  void moderators_atOnce_getDifferentCases() {
    IntStream.range(0, 20).forEach(i -> file("anna", "subject" + i, Reason.SPAM));
    open();
    List<Cases> nodes =
        List.of(
            new Cases(redis.connect(), Cases.Precaution.NONE, FAULTS),
            new Cases(redis.connect(), Cases.Precaution.NONE, FAULTS));
    List<Future<Claim>> claims =
        IntStream.range(0, 20).mapToObj(i -> nodes.get(i % 2).next("moderator" + i)).toList();
    assertEquals(20, claims.stream().map(Eventually::get).distinct().count());
    assertFalse(redis.exists(ReportKeys.QUEUE));
  }

  @Test
  void claim_ofACaseThatSomebodyHas_saysWho() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    assertEquals(new Claim.Mine(id), get(cases.claim(id, "mia")));
    assertEquals(new Claim.Mine(id), get(cases.claim(id, "mia")), "once more");
    assertEquals(new Claim.Taken("mia"), get(cases.claim(id, "tom")));
    assertEquals(new Claim.Absent(), get(cases.next("tom")));
    assertEquals(new Claim.Absent(), get(cases.claim(new CaseId("nowhere"), "tom")));
  }

  @Test
  void claim_thatHasRunOut_isAnybodys() {
    Cases brief = new Cases(redis.link(), Cases.Precaution.NONE, FAULTS, Duration.ofMillis(1));
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    assertEquals(new Claim.Mine(id), get(brief.next("mia")));
    Eventually.await("it falls back", () -> get(cases.next("tom")) instanceof Claim.Mine);
    assertEquals(new Claim.Taken("tom"), get(cases.claim(id, "mia")));
  }

  @Test
  void claim_ofADecidedCase_saysWhoDecided() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    get(decisions(Duration.ZERO).make(id, "mia", dismissal()));
    assertEquals(new Claim.Over("mia"), get(cases.claim(id, "tom")));
  }

  @Test
  void case_whoseReportsHaveExpired_isSkipped() {
    CaseId gone = caseOf(file("anna", "ben", Reason.VIOLENCE));
    CaseId here = caseOf(file("anna", "carl", Reason.SPAM));
    open();
    redis.ask(Command.DEL, ReportKeys.of(gone));
    assertEquals(here, next("mia"));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.CASES));
  }
}
