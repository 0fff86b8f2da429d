package chat.passerby.moderation;

import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;

/** The figures of reports; one for the whole node. */
public final class ReportMeters {
  private final Labelled<Reason, Counter> filed;
  private final Counter tooMany;
  private final Counter failed;

  public ReportMeters(Meters meters) {
    this.filed =
        meters.counters("passerby_reports", "Reports written down", "reason", Reason.class);
    this.tooMany =
        meters.counter("passerby_reports_refused", "Reports of devices that filed too many");
    this.failed =
        meters.counter("passerby_reports_failed", "Reports that Redis could not take when asked");
  }

  void filed(Reason reason) {
    filed.of(reason).increment();
  }

  void tooMany() {
    tooMany.increment();
  }

  void failed() {
    failed.increment();
  }
}
