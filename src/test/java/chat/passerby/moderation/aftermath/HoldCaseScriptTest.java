package chat.passerby.moderation.aftermath;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.CaseFixture;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldCaseScriptTest extends CaseFixture {
  private static final DeviceId BEN = new DeviceId("ben");
  private static final Instant END = NOW.plus(Duration.ofDays(100));

  private final HoldCaseScript script;

  HoldCaseScriptTest(@TempDir Path data) {
    super(data);
    script = new HoldCaseScript(redis.runner());
  }

  @Test
  void case_isKeptUntilThenAndNoLonger() {
    ReportId report = file("anna", "ben", Reason.SPAM);
    CaseId its = caseOf(report);
    assertTrue(get(script.run(its, BEN, END, Optional.of(NOW.plus(MINUTE)), Map.of(report, END))));
    for (String key :
        List.of(ReportKeys.report(report), ReportKeys.of(its), ReportKeys.facts(its))) {
      assertEquals(
          END.plus(Lifetimes.MARGIN).toEpochMilli(), redis.number(Command.PEXPIRETIME, key), key);
    }
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.ENDS));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.HELD));

    Instant less = NOW.plus(Duration.ofDays(50));
    get(script.run(its, BEN, less, Optional.empty(), Map.of(report, less)));
    assertEquals(
        less.plus(Lifetimes.MARGIN).toEpochMilli(),
        redis.number(Command.PEXPIRETIME, ReportKeys.report(report)));
    assertFalse(redis.exists(ReportKeys.HELD));
  }

  /** Pictures of somebody under age may be in any case about the same device. */
  @Test
  void device_thatIsDelicate_isSoForAsLongAsItsCase() {
    CaseId its = caseOf(file("anna", "ben", Reason.SPAM));
    Instant years = NOW.plus(Duration.ofDays(3_000));
    get(script.run(its, BEN, years, Optional.empty(), Map.of()));
    assertFalse(redis.exists(ReportKeys.delicate(BEN)), "nobody has said so");
    file("cleo", "ben", Reason.MINOR);
    get(script.run(its, BEN, years, Optional.empty(), Map.of()));
    assertEquals(years.toEpochMilli(), redis.number(Command.PEXPIRETIME, ReportKeys.delicate(BEN)));
    get(script.run(its, BEN, END, Optional.empty(), Map.of()));
    assertEquals(
        years.toEpochMilli(),
        redis.number(Command.PEXPIRETIME, ReportKeys.delicate(BEN)),
        "another case may last longer");
  }

  /** The erasure needs it to know of which case it was. */
  @Test
  void report_whoseTimeIsOver_staysForTheErasure() {
    ReportId report = file("anna", "ben", Reason.SPAM);
    get(script.run(caseOf(report), BEN, END, Optional.empty(), Map.of(report, NOW.minus(MINUTE))));
    assertTrue(redis.exists(ReportKeys.report(report)));
  }

  @Test
  void case_thatIsNotThere_isNotLookedAtAgain() {
    redis.ask(Command.ZADD, ReportKeys.HELD, 1, "gone");
    assertFalse(get(script.run(new CaseId("gone"), BEN, END, Optional.of(END), Map.of())));
    assertEquals(List.of(), redis.keys());
  }
}
