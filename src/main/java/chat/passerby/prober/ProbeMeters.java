package chat.passerby.prober;

import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeoutException;

/** How synthetic visits go, by step. */
public final class ProbeMeters {
  private final Labelled<ProbeStep, Timer> done;
  private final Labelled<ProbeStep, Counter> failed;
  private final Labelled<ProbeStep, Counter> late;

  public ProbeMeters(Meters meters) {
    this.done =
        meters.timers(
            "passerby_probe_step",
            "Steps of synthetic visits that came off",
            "step",
            EnumSet.allOf(ProbeStep.class),
            Meters::text,
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));
    this.failed =
        meters.counters(
            "passerby_probe_failed",
            "Steps of synthetic visits that were refused or broke",
            "step",
            ProbeStep.class);
    this.late =
        meters.counters(
            "passerby_probe_late",
            "Steps of synthetic visits that took longer than PASSERBY_PROBE_PATIENCE",
            "step",
            ProbeStep.class);
  }

  void done(ProbeStep step, Duration took) {
    done.of(step).record(took);
  }

  void failed(ProbeStep step, Throwable why) {
    (why instanceof TimeoutException ? late : failed).of(step).increment();
  }
}
