package chat.passerby.gateway.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How hasty a session has been of late, and until when it has to look at its present partner.
 *
 * <p>To go on within the usual look is hasty. Some haste is normal, since half of all looks are
 * shorter than the median: the first few are free. Beyond that each raises the count and doubles
 * the look that is asked for, up to half a minute, always from {@code matched}. A look that was
 * long enough halves the count: one is soon forgiven, but not at once. Nobody is shut out.
 *
 * @param hasty how many hasty ones are not forgiven yet
 * @param until when the visitor may go on
 */
public record Pace(int hasty, Instant until) {
  /** Nothing to be said against. */
  static final Pace CALM = new Pace(0, Instant.MIN);

  /** With looks of a median as long as the usual one, one press in two hundred is over it. */
  public static final int FREE = 7;

  static final Duration LONGEST = Duration.ofSeconds(30);

  /** The count at which the look asked for is the longest. */
  private static final int MOST = FREE + 6;

  /** The visitor wanted to go on too soon after being matched. */
  public Pace hurried(Instant matched) {
    int count = Math.min(hasty + 1, MOST);
    return new Pace(count, matched.plus(look(count)));
  }

  /** The visitor has looked for long enough. */
  public Pace looked() {
    return new Pace(hasty / 2, Instant.MIN);
  }

  /** The partner has ended the room, so there is nobody left to look at. */
  public Pace excused() {
    return new Pace(hasty, Instant.MIN);
  }

  /** How long the visitor still has to look, in whole milliseconds; zero when it may go on. */
  public Duration left(Instant now) {
    if (!now.isBefore(until)) {
      return Duration.ZERO;
    }
    return Duration.between(now, until).plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
  }

  private static Duration look(int count) {
    if (count <= FREE) {
      return Duration.ZERO;
    }
    Duration look = Duration.ofSeconds(1L << (count - FREE - 1));
    return look.compareTo(LONGEST) > 0 ? LONGEST : look;
  }
}
