package chat.passerby.telemetry;

import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Faults of tests that look at something else; the log shows them all the same. */
public final class UnseenFaults {
  private UnseenFaults() {}

  public static Faults create() {
    return new Faults(new Meters(new SimpleMeterRegistry()), new SystemClock());
  }
}
