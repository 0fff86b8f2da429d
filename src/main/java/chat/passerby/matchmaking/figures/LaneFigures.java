package chat.passerby.matchmaking.figures;

import java.time.Duration;
import java.util.List;

/**
 * What was measured of one queue of late.
 *
 * @param window the time in which was counted, up to now
 * @param arrived how many tickets came into the queue; one that is moved comes into both
 * @param matched how many persons, two for each pair, left it for a room
 * @param waits how long the last ones of these had waited
 */
public record LaneFigures(Duration window, int arrived, int matched, List<Duration> waits) {
  public LaneFigures {
    waits = List.copyOf(waits);
  }

  /** Whether they say nothing. */
  public boolean isEmpty() {
    return arrived == 0 && matched == 0 && waits.isEmpty();
  }

  double arrivedPerSecond() {
    return perSecond(arrived);
  }

  double matchedPerSecond() {
    return perSecond(matched);
  }

  private double perSecond(int count) {
    return count * 1_000.0 / window.toMillis();
  }
}
