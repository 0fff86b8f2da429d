package chat.passerby.moderation.quality;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How well two decide the same: Cohen's kappa, which is 1 when they always do, and 0 when they do
 * no more often than by chance.
 *
 * @param pairs how often the one decided the first and the other the second, as {@code
 *     first:second}
 */
public record Agreement(Map<String, Long> pairs) {
  public Agreement {
    pairs = Map.copyOf(pairs);
  }

  /** How many were decided twice. */
  public long count() {
    return pairs.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The plain share of those decided alike; empty when there are none. */
  public OptionalDouble share() {
    return count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(alike() / count());
  }

  private double alike() {
    return pairs.entrySet().stream()
        .filter(pair -> isAlike(pair.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean isAlike(String pair) {
    int at = pair.indexOf(':');
    return pair.substring(0, at).equals(pair.substring(at + 1));
  }

  /** Empty when there are none, and when all were decided in one way, where chance alone agrees. */
  public OptionalDouble kappa() {
    double count = count();
    Map<String, Long> one = new HashMap<>();
    Map<String, Long> other = new HashMap<>();
    pairs.forEach(
        (pair, times) -> {
          int at = pair.indexOf(':');
          one.merge(pair.substring(0, at), times, Long::sum);
          other.merge(pair.substring(at + 1), times, Long::sum);
        });
    double expected =
        one.entrySet().stream()
            .mapToDouble(
                each -> each.getValue() / count * other.getOrDefault(each.getKey(), 0L) / count)
            .sum();
    return count == 0 || expected >= 1
        ? OptionalDouble.empty()
        : OptionalDouble.of((alike() / count - expected) / (1 - expected));
  }
}
