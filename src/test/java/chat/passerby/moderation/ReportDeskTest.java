package chat.passerby.moderation;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisFixture;
import chat.passerby.session.AddressTag;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report is taken with as much as there is room for. */
class ReportDeskTest extends RedisFixture {
  private static final AddressTag HERE = new AddressTag("key.here");

  ReportDeskTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void desk_withoutRoomForTheSnapshot_keepsTheTexts() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ReportDesk desk = desk(registry, new ModerationSettings(0, 0, 0, 0, 10_000, 100));
    Report report = Reports.withSnapshot("anna", "s1", 48_000);
    ReportDesk.Taken taken =
        assertInstanceOf(
            ReportDesk.Taken.class, get(desk.file(report, HERE, Circumstances.at(HERE))));
    Report kept = Reports.read(redis, taken.report().value());
    assertEquals(Optional.empty(), kept.snapshot());
    assertEquals(report.transcript(), kept.transcript());
    assertEquals(report.note(), kept.note());
    assertEquals(
        "without-snapshot", Reports.field(redis, taken.report().value(), "extent").toString());
    assertEquals(
        1, registry.get("passerby_evidence_dropped").tag("part", "snapshot").counter().count());
    assertEquals(
        0, registry.get("passerby_evidence_dropped").tag("part", "transcript").counter().count());
  }

  @Test
  void desk_withoutRoomAtAll_saysWhenToTryAgain() {
    ReportDesk desk = desk(new SimpleMeterRegistry(), new ModerationSettings(0, 0, 1, 0, 0, 100));
    ReportDesk.NoRoom answer =
        assertInstanceOf(
            ReportDesk.NoRoom.class,
            get(
                desk.file(
                    Reports.withSnapshot("anna", "s1", 1_000), HERE, Circumstances.at(HERE))));
    assertTrue(answer.retryAfter().isPositive());
    assertEquals(List.of(), Reports.open(redis));
  }

  private ReportDesk desk(SimpleMeterRegistry registry, ModerationSettings settings) {
    return new ReportDesk(
        redis.runner(), settings, new ReportMeters(new Meters(registry), new SystemClock()));
  }
}
