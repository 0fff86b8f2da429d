package chat.passerby.gateway.limits;

import chat.passerby.time.NodeClock;
import org.jspecify.annotations.Nullable;

/** Counts a connection's bad frames: the tenth within any minute is one too many. */
public final class Strikes {
  private static final int LIMIT = 10;
  private static final long WINDOW_MILLIS = 60_000;

  private final NodeClock clock;

  /** The times of the last bad frames, as a ring; made for those who send any. */
  private long @Nullable [] times;

  private int count;

  public Strikes(NodeClock clock) {
    this.clock = clock;
  }

  /** Counts one; returns whether it was one too many. */
  public boolean out() {
    long now = clock.millis();
    long[] ring = times;
    if (ring == null) {
      ring = new long[LIMIT];
      times = ring;
    }
    ring[count % LIMIT] = now;
    count++;
    return count >= LIMIT && now - ring[count % LIMIT] < WINDOW_MILLIS;
  }
}
