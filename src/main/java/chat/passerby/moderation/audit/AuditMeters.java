package chat.passerby.moderation.audit;

import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Counts what is written to the audit; one for the whole node. */
public final class AuditMeters {
  private final Counter appended;
  private final Counter failed;

  public AuditMeters(Meters meters) {
    this.appended =
        meters.counter("passerby_audit_entries", "Entries that this node has written to the audit");
    this.failed =
        meters.counter(
            "passerby_audit_failed",
            "Entries of the audit of which it is not certain that Redis has them; what they tell of"
                + " was not done");
  }

  /** Meters that nobody reads. */
  static AuditMeters unseen() {
    return new AuditMeters(new Meters(new SimpleMeterRegistry()));
  }

  void written(int entries) {
    appended.increment(entries);
  }

  void failed(int entries) {
    failed.increment(entries);
  }
}
