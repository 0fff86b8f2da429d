package chat.passerby.moderation;

import chat.passerby.moderation.FileReportScript.Bound;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.RareLog;
import chat.passerby.time.NodeClock;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Counts reports, and logs what an operator should know; one for the whole node. */
public final class ReportMeters {
  private static final Logger log = LoggerFactory.getLogger(ReportMeters.class);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Labelled<Reason, Counter> filed;
  private final Counter tooMany;
  private final Counter failed;
  private final Labelled<Bound, Counter> full;
  private final Labelled<Extent.Part, Counter> dropped;
  private final Counter noRoom;
  private final RareLog fullLog;
  private final RareLog noRoomLog;

  public ReportMeters(Meters meters, NodeClock clock) {
    this.filed =
        meters.counters("passerby_reports", "Reports written down", "reason", Reason.class);
    this.tooMany =
        meters.counter(
            "passerby_reports_refused",
            "Reports refused since their device or address had filed too many");
    this.failed =
        meters.counter("passerby_reports_failed", "Reports that Redis could not take when asked");
    this.full =
        meters.counters(
            "passerby_evidence_full",
            "Times that part of a report found no room, by what was full",
            "bound",
            Bound.class);
    this.dropped =
        meters.counters(
            "passerby_evidence_dropped",
            "Snapshots and transcripts that were not written down with their report, for want of"
                + " room",
            "part",
            Extent.Part.class);
    this.noRoom =
        meters.counter("passerby_reports_crowded_out", "Reports that there was no room for at all");
    this.fullLog = new RareLog(log, Level.WARN, PAUSE, clock);
    this.noRoomLog = new RareLog(log, Level.ERROR, PAUSE, clock);
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

  void full(Bound bound) {
    full.of(bound).increment();
    switch (bound) {
      case ALL ->
          fullLog.say(
              "Reports have used up PASSERBY_EVIDENCE_BYTES: further ones are taken with less"
                  + " evidence or none.");
      case MEMORY ->
          fullLog.say(
              "Redis uses more of its memory than PASSERBY_EVIDENCE_MEMORY: reports are taken with"
                  + " less evidence or none.");
      case ADDRESS, DEVICE -> {}
    }
  }

  void dropped(Extent.Part part) {
    dropped.of(part).increment();
  }

  void noRoom() {
    noRoom.increment();
    noRoomLog.say(
        "There is no room for reports any more, not even without their evidence: give Redis more"
            + " memory, or raise PASSERBY_EVIDENCE_BYTES.");
  }
}
