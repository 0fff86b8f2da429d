package chat.passerby.moderation.records;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.cases.CaseFixture;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.SanctionId;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClocksTest extends CaseFixture {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Appeals appeals;

  ClocksTest(@TempDir Path data) {
    super(data);
    appeals = new Appeals(redis.link(), redis.runner(), new AppealTokens(SECRET), false, FAULTS);
  }

  @Test
  void reports_thatNobodyHasDecidedOn_wait() {
    file("anna", "ben", Reason.SPAM, NOW.minus(Duration.ofHours(25)));
    file("anna", "cleo", Reason.SPAM, NOW.minus(Duration.ofHours(23)));
    run(new DeadlineSettings(Duration.ofHours(24), Duration.ZERO));
    assertTrue(gauge("passerby_reports_waiting_seconds") >= Duration.ofHours(25).toSeconds());
    assertTrue(gauge("passerby_reports_waiting_seconds") < Duration.ofHours(26).toSeconds());
    assertEquals(1, gauge("passerby_reports_overdue"));
    get(decisions(Duration.ZERO).make(open().getFirst(), "mia", dismissal()));
    get(decisions(Duration.ZERO).make(open().getFirst(), "mia", ban("cleo")));
    run(new DeadlineSettings(Duration.ofHours(24), Duration.ZERO));
    assertEquals(0, gauge("passerby_reports_waiting_seconds"));
    assertEquals(0, gauge("passerby_reports_overdue"));
  }

  @Test
  void appeals_thatNobodyHasDecidedOn_wait() {
    var made =
        get(
            decisions(Duration.ZERO)
                .make(caseOf(file("anna", "ben", Reason.SPAM)), "mia", ban("ben")));
    SanctionId ban = new SanctionId(((chat.passerby.moderation.cases.Made.Done) made).id().value());
    get(appeals.file(ban, "It was not me."));
    run(new DeadlineSettings(Duration.ZERO, Duration.ofDays(-1)));
    assertEquals(1, gauge("passerby_appeals_overdue"));
    assertEquals(0, gauge("passerby_reports_overdue"));
    get(appeals.decide(ban, false, "No.", "tom"));
    run(new DeadlineSettings(Duration.ZERO, Duration.ofDays(-1)));
    assertEquals(0, gauge("passerby_appeals_overdue"));
    assertEquals(0, gauge("passerby_appeals_waiting_seconds"));
  }

  private void run(DeadlineSettings deadlines) {
    registry.clear();
    ClockMeters meters = new ClockMeters(new Meters(registry));
    get(new Clocks(redis.link(), appeals, deadlines, meters, new SystemClock()).run());
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
