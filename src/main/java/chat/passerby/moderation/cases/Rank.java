package chat.passerby.moderation.cases;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a case stands among others. Cases gain a point an hour, all alike, so that their order
 * never changes by itself and each is written down once.
 *
 * @param urgent before all that are not, however long those have waited
 * @param weight from 0 to 100
 */
public record Rank(boolean urgent, double weight) {
  private static final double URGENT = 1_000;

  /** Far more than the points of any wait, since the score counts them from 1970. */
  private static final double URGENT_SCORE = 10_000_000;

  private static final double MILLIS_PER_POINT = Duration.ofHours(1).toMillis();

  /** By what the cases are sorted, the greatest first. */
  double score(Instant opened) {
    return (urgent ? URGENT_SCORE : 0) + weight - opened.toEpochMilli() / MILLIS_PER_POINT;
  }

  /** What moderators are shown. */
  public long priority(Instant opened, Instant now) {
    double waited = Math.max(0, Duration.between(opened, now).toMillis() / MILLIS_PER_POINT);
    return Math.round((urgent ? URGENT : 0) + weight + waited);
  }
}
