package chat.passerby.moderation.records;

import chat.passerby.telemetry.Meters;
import java.time.Duration;

/** Shows how long reports and appeals wait; one for the whole node. */
public final class ClockMeters {
  private volatile Clocks.Reading reports = Clocks.Reading.NONE;
  private volatile Clocks.Reading appeals = Clocks.Reading.NONE;

  public ClockMeters(Meters meters) {
    meters.gauge(
        "passerby_reports_waiting_seconds",
        "How long the oldest report waits that nobody has decided on",
        () -> seconds(reports.oldest()));
    meters.gauge(
        "passerby_reports_overdue",
        "Reports that wait for longer than PASSERBY_REPORT_DEADLINE",
        () -> reports.overdue());
    meters.gauge(
        "passerby_appeals_waiting_seconds",
        "How long the oldest appeal waits that nobody has decided on",
        () -> seconds(appeals.oldest()));
    meters.gauge(
        "passerby_appeals_overdue",
        "Appeals that wait for longer than PASSERBY_APPEAL_DEADLINE, of the oldest 200",
        () -> appeals.overdue());
  }

  private static double seconds(Duration span) {
    return span.toMillis() / 1_000.0;
  }

  void reports(Clocks.Reading now) {
    reports = now;
  }

  void appeals(Clocks.Reading now) {
    appeals = now;
  }
}
