package chat.passerby.moderation.shield;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A shield that is raised.
 *
 * @param measures at least one that its node knows; none when all are of another build
 * @param by the moderator who raised it
 * @param why in their words
 * @param since by the clock of Redis, as {@code until}
 */
public record Shield(
    Set<ShieldMeasure> measures, String by, String why, Instant since, Instant until) {
  public Shield {
    measures = Set.copyOf(measures);
  }

  /** The measures as they are written down. */
  static String names(Set<ShieldMeasure> measures) {
    return measures.stream().sorted().map(ShieldMeasure::wireName).collect(Collectors.joining(","));
  }

  /** The measures that are written down; those that only another build knows are left out. */
  static Set<ShieldMeasure> measures(String names) {
    return Arrays.stream(names.split(","))
        .map(ShieldMeasure.BY_NAME::get)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ShieldMeasure.class)));
  }
}
