package chat.passerby.moderation.aftermath;

import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.NodeClock;
import io.micrometer.core.instrument.Counter;

/** Counts what was erased, and says when all was that was due; one for the whole node. */
public final class ErasureMeters {
  private final Labelled<What, Counter> erased;
  private final NodeClock clock;
  private volatile long completed;

  public ErasureMeters(Meters meters, NodeClock clock) {
    this.clock = clock;
    this.erased =
        meters.counters(
            "passerby_evidence_erased",
            "Reports with their evidence, and cases, that this node has erased by age",
            "what",
            What.class);
    meters.gauge(
        "passerby_evidence_erasure_seconds",
        "When this node last found nothing left to erase, in seconds since 1970; 0 when it has"
            + " not yet",
        () -> completed);
  }

  private enum What {
    REPORT,
    CASE
  }

  void erased(long reports, long cases) {
    erased.of(What.REPORT).increment((double) reports);
    erased.of(What.CASE).increment((double) cases);
  }

  void completed() {
    completed = clock.instant().getEpochSecond();
  }
}
