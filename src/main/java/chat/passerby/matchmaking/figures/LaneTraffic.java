package chat.passerby.matchmaking.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Measures the traffic of one queue while this node pairs it, from what the one before measured:
 * who comes, who meets somebody, and how long they had waited for it. Rates are those of the last
 * minute; waits are those of the last hundred persons, and forgotten after five minutes.
 */
public final class LaneTraffic {
  /** What happened in less than this is taken as all of it, lest a backlog pass for a rate. */
  static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);

  static final Duration MEMORY = Duration.ofMinutes(5);
  static final int MOST_WAITS = 100;
  private static final int WINDOW_SECONDS = 60;

  private final SlidingCount arrived = new SlidingCount(WINDOW_SECONDS);
  private final SlidingCount matched = new SlidingCount(WINDOW_SECONDS);
  private final Deque<Wait> waits = new ArrayDeque<>(MOST_WAITS);
  private Instant began;

  private record Wait(Duration length, Instant end) {}

  /**
   * @param began since when nothing is missed
   */
  public LaneTraffic(Instant began) {
    this.began = began;
  }

  /**
   * Goes on from what another node had measured up to now. When each person came and left is not
   * known any more: they count as spread over its window.
   */
  public void goOnFrom(LaneFigures earlier, Instant now) {
    long seconds = Math.clamp(earlier.window().toSeconds(), 1, WINDOW_SECONDS - 1);
    arrived.spread(earlier.arrived(), now.getEpochSecond(), seconds);
    matched.spread(earlier.matched(), now.getEpochSecond(), seconds);
    Instant before = now.minusSeconds(seconds);
    began = before.isBefore(began) ? before : began;
    List<Duration> old = earlier.waits();
    for (int i = old.size() - 1; i >= 0 && waits.size() < MOST_WAITS; i--) {
      waits.addFirst(new Wait(old.get(i), now));
    }
  }

  /** Somebody has come into the queue. */
  public void arrived(Instant now) {
    arrived.add(now.getEpochSecond());
  }

  /** Somebody who waited since then has met somebody; to be told of both sides of a pair. */
  public void matched(Instant since, Instant now) {
    matched.add(now.getEpochSecond());
    if (waits.size() == MOST_WAITS) {
      waits.removeFirst();
    }
    Duration length = Duration.between(since, now);
    waits.addLast(new Wait(length.isNegative() ? Duration.ZERO : length, now));
  }

  /** What has been measured up to now. */
  public LaneFigures figures(Instant now) {
    while (!waits.isEmpty() && waits.getFirst().end().isBefore(now.minus(MEMORY))) {
      waits.removeFirst();
    }
    long second = now.getEpochSecond();
    Instant first = Instant.ofEpochSecond(second - WINDOW_SECONDS + 1);
    Duration window = Duration.between(began.isAfter(first) ? began : first, now);
    return new LaneFigures(
        window.compareTo(SHORTEST_WINDOW) < 0 ? SHORTEST_WINDOW : window,
        arrived.sum(second),
        matched.sum(second),
        waits.stream().map(Wait::length).toList());
  }
}
