package chat.passerby.moderation.quality;

import chat.passerby.telemetry.Meters;
import java.util.Map;

/** Shows how well moderators agree; one for the whole node. */
public final class QualityMeters {
  private static final Agreement NONE = new Agreement(Map.of());

  private volatile Agreement second = NONE;
  private volatile Agreement golden = NONE;

  public QualityMeters(Meters meters) {
    meters.gauge(
        "passerby_second_looks_kappa",
        "How well two moderators agree on one case, as Cohen's kappa over three months; NaN when"
            + " nothing can be said",
        () -> second.kappa().orElse(Double.NaN));
    meters.gauge(
        "passerby_second_looks_compared",
        "Cases that two moderators have decided on in three months",
        () -> second.count());
    meters.gauge(
        "passerby_golden_cases_kappa",
        "How well moderators agree with golden cases, as Cohen's kappa over three months; NaN when"
            + " nothing can be said",
        () -> golden.kappa().orElse(Double.NaN));
    meters.gauge(
        "passerby_golden_cases_compared",
        "Times that a golden case was decided on in three months",
        () -> golden.count());
  }

  /** Takes what was read last. */
  public void show(Figures now) {
    second = now.second();
    golden = now.golden();
  }
}
