package chat.passerby.moderation.records;

import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of one month.
 *
 * @param counts by what is counted, which is in the description of this package
 */
public record MonthOfCounts(YearMonth month, Map<String, Long> counts) {
  private static final char SEPARATOR = ':';

  public MonthOfCounts {
    counts = Map.copyOf(counts);
  }

  /** How many there are of whatever begins so. */
  public long sum(String prefix) {
    return part(prefix).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The counts of whatever begins so, by what follows. */
  public SortedMap<String, Long> part(String prefix) {
    SortedMap<String, Long> part = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          if (name.startsWith(prefix + SEPARATOR)) {
            part.put(name.substring(prefix.length() + 1), count);
          }
        });
    return part;
  }

  /**
   * The time within which that share of what begins so was done; empty when nothing was. It is
   * known to a fifth: what is counted are spans that grow by the square root of two.
   *
   * @param share from 0 to 1, such as 0.5 for the median
   */
  public Optional<Duration> quantile(String prefix, double share) {
    return quantile(part(prefix), share);
  }

  /** The same of spans that were counted anywhere. */
  public static Optional<Duration> quantile(Map<String, Long> counts, double share) {
    SortedMap<Integer, Long> spans = new TreeMap<>();
    counts.forEach((span, count) -> spans.merge(Integer.valueOf(span), count, Long::sum));
    double wanted = share * spans.values().stream().mapToLong(Long::longValue).sum();
    long seen = 0;
    for (Map.Entry<Integer, Long> span : spans.entrySet()) {
      seen += span.getValue();
      if (seen >= wanted) {
        return Optional.of(middle(span.getKey()));
      }
    }
    return Optional.empty();
  }

  /** The first span has all that took up to a second. */
  private static Duration middle(int span) {
    double seconds = span == 0 ? 1 : Math.pow(2, (span - 0.5) / 2);
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }
}
