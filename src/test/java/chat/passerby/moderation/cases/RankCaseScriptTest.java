package chat.passerby.moderation.cases;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankCaseScriptTest extends CaseFixture {
  private static final Rank RANK = new Rank(true, 45);

  private final RankCaseScript script;

  RankCaseScriptTest(@TempDir Path data) {
    super(data);
    script = new RankCaseScript(redis.runner());
  }

  @Test
  void rank_ofTheVersionThatIsThere_putsTheCaseInItsPlace() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    assertEquals(1, redis.number(Command.SCARD, ReportKeys.UNRANKED));
    assertEquals(RankCaseScript.Result.RANKED, run(id, "1"));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.QUEUE));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.CASES));
    assertFalse(redis.exists(ReportKeys.UNRANKED));
    assertEquals("1", field(id, "urgent"));
    assertEquals(RankCaseScript.Result.RANKED, run(id, "1"), "once more");
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.QUEUE));
  }

  @Test
  void rank_ofAnotherVersion_changesNothing() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    file("cleo", "ben", Reason.SPAM);
    assertEquals(RankCaseScript.Result.MOVED, run(id, "1"));
    assertFalse(redis.exists(ReportKeys.QUEUE));
    assertTrue(redis.exists(ReportKeys.UNRANKED));
  }

  @Test
  void rank_ofAClaimedCase_leavesItClaimed() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    next("mia");
    file("cleo", "ben", Reason.VIOLENCE);
    assertEquals(RankCaseScript.Result.RANKED, run(id, "2"));
    assertFalse(redis.exists(ReportKeys.QUEUE));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.CLAIMED));
  }

  @Test
  void rank_ofADecidedCase_isOver() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    get(decisions(Duration.ZERO).make(id, "mia", dismissal()));
    redis.ask(Command.SADD, ReportKeys.UNRANKED, id.value());
    assertEquals(RankCaseScript.Result.OVER, run(id, "1"));
    assertFalse(redis.exists(ReportKeys.UNRANKED));
    assertFalse(redis.exists(ReportKeys.CASES));
  }

  private RankCaseScript.Result run(CaseId id, String version) {
    return get(script.run(id, version, NOW, RANK, CaseSummary.of(List.of())));
  }
}
