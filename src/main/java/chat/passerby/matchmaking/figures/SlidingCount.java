package chat.passerby.matchmaking.figures;

/** Counts events by the second, and forgets those that are older than its window. */
final class SlidingCount {
  private final long[] seconds;
  private final int[] counts;

  /**
   * @param window in seconds, the present one included
   */
  SlidingCount(int window) {
    this.seconds = new long[window];
    this.counts = new int[window];
  }

  /** Counts so many events as spread over so many seconds up to this one, fewer than the window. */
  void spread(int events, long second, long over) {
    for (int i = 0; i < events; i++) {
      add(second - i * over / events);
    }
  }

  /** Counts an event of this second of the epoch. */
  void add(long second) {
    int at = Math.floorMod(second, seconds.length);
    if (seconds[at] != second) {
      seconds[at] = second;
      counts[at] = 0;
    }
    counts[at]++;
  }

  /** How many there were in the window that ends with this second. */
  int sum(long second) {
    int sum = 0;
    for (int i = 0; i < seconds.length; i++) {
      if (seconds[i] > second - seconds.length && seconds[i] <= second) {
        sum += counts[i];
      }
    }
    return sum;
  }
}
