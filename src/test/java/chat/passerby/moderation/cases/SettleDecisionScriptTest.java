package chat.passerby.moderation.cases;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettleDecisionScriptTest extends CaseFixture {
  private final Decisions atOnce;

  SettleDecisionScriptTest(@TempDir Path data) {
    super(data);
    atOnce = decisions(Duration.ZERO);
  }

  @Test
  void reporters_ofADecidedCase_gainARecordAndAnOutcomeEach() {
    ReportId first = file("anna", "ben", Reason.SPAM);
    ReportId second = file("anna", "ben", Reason.SPAM);
    ReportId third = file("cleo", "ben", Reason.NUDITY);
    get(atOnce.make(caseOf(first), "mia", ban("ben")));
    assertEquals("u", record("anna"), "once for the case");
    assertEquals("u", record("cleo"));
    assertEquals(
        List.of("actioned:" + first.value(), "actioned:" + second.value()).stream()
            .sorted()
            .toList(),
        outcomes("anna").stream().sorted().toList());
    assertEquals(List.of("actioned:" + third.value()), outcomes("cleo"));
    assertEquals(0, redis.number(Command.ZCARD, ReportKeys.OPEN));
    assertEquals(1, get(sanctions.of(Subject.of(new DeviceId("ben")), 10)).size());
  }

  @Test
  void dismissal_makesNoSanctionAndLowersTheRecord() {
    ReportId report = file("anna", "ben", Reason.SPAM);
    get(atOnce.make(caseOf(report), "mia", dismissal()));
    assertEquals("d", record("anna"));
    assertEquals(List.of("dismissed:" + report.value()), outcomes("anna"));
    assertEquals(List.of(), get(sanctions.of(Subject.of(new DeviceId("ben")), 10)));
  }

  @Test
  void record_keepsTheLastHundred() {
    redis.ask(Command.SET, ReportKeys.record(new DeviceId("anna")), "u".repeat(100));
    get(atOnce.make(caseOf(file("anna", "ben", Reason.SPAM)), "mia", dismissal()));
    assertEquals("u".repeat(99) + "d", record("anna"));
  }

  @Test
  void nodes_thatCarryOutAtOnce_countOnce() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    Decisions waiting = decisions(MINUTE);
    Made.Done made = MakeDecisionScriptTest.done(get(waiting.make(id, "mia", ban("ben"))));
    makeDue(ReportKeys.DECISIONS, made.id().value());
    get(Future.all(waiting.carryOut(), decisions(MINUTE).carryOut(), decisions(MINUTE).carryOut()));
    assertEquals("u", record("anna"));
    assertEquals(1, outcomes("anna").size());
    assertEquals(1, get(sanctions.of(Subject.of(new DeviceId("ben")), 10)).size());
  }

  @Test
  void report_afterTheDecision_beginsAnotherCase() {
    CaseId before = caseOf(file("anna", "ben", Reason.SPAM));
    get(atOnce.make(before, "mia", dismissal()));
    CaseId after = caseOf(file("anna", "ben", Reason.SPAM));
    assertNotEquals(before, after);
    assertEquals(List.of(after), open());
    assertEquals(
        before.value(),
        redis
            .answer(Command.ZRANGE, ReportKeys.past(new DeviceId("ben")), 0, -1)
            .get(0)
            .toString());
  }
}
