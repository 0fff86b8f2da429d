package chat.passerby.moderation.cases;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GiveBackCaseScriptTest extends CaseFixture {
  GiveBackCaseScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void case_givenBack_isNextForOthersAtOnceAndNotForWhoGaveItBack() {
    CaseId grave = caseOf(file("anna", "ben", Reason.VIOLENCE));
    CaseId other = caseOf(file("anna", "cleo", Reason.SPAM));
    get(cases.rankSome());
    assertEquals(new Claim.Mine(grave), get(cases.next("mia")));
    assertEquals(new Claim.Mine(grave), get(cases.giveBack(grave, "mia")));
    assertEquals(new Claim.Mine(other), get(cases.next("mia")));
    assertEquals(new Claim.Absent(), get(cases.next("mia")), "nothing but what she gave back");
    assertEquals(new Claim.Mine(grave), get(cases.next("tom")));
    assertEquals(new Claim.Mine(grave), get(cases.giveBack(grave, "tom")));
    assertEquals(new Claim.Absent(), get(cases.next("mia")), "both have given it back");
    assertEquals(new Claim.Absent(), get(cases.next("tom")));
    assertEquals(new Claim.Mine(grave), get(cases.claim(grave, "mia")), "if she asks for it");
  }

  @Test
  void case_thatIsNotOnesOwn_staysWhereItIs() {
    CaseId its = caseOf(file("anna", "ben", Reason.SPAM));
    get(cases.rankSome());
    assertEquals(new Claim.Absent(), get(cases.giveBack(its, "mia")), "nobody has it");
    assertEquals(new Claim.Absent(), get(cases.giveBack(new CaseId("none"), "mia")));
    get(cases.claim(its, "tom"));
    assertEquals(new Claim.Taken("tom"), get(cases.giveBack(its, "mia")));
    get(decisions(Duration.ofSeconds(10)).make(its, "tom", dismissal()));
    assertEquals(new Claim.Over("tom"), get(cases.giveBack(its, "tom")));
  }
}
