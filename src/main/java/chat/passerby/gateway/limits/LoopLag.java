package chat.passerby.gateway.limits;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How late one event loop is: it is asked to tick at a fixed period, and what stands in the way of
 * a tick stands in the way of every frame.
 *
 * <p>One tick that is too late makes the loop overloaded; only a second of ticks that are less than
 * half as late ends that, so that a loop at its limit does not waver. Bound to its event loop.
 */
public final class LoopLag {
  public static final Duration PERIOD = Duration.ofMillis(100);

  /** How many good ticks in a row end an overload. */
  static final int GOOD_TICKS = 10;

  private final long limit;
  private final LongSupplier nanoTime;
  private long expected;
  private int ticksToGo;

  /**
   * @param limit the lateness that is too much; zero: none is
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public LoopLag(Duration limit, LongSupplier nanoTime) {
    this.limit = limit.toNanos();
    this.nanoTime = nanoTime;
    this.expected = nanoTime.getAsLong() + PERIOD.toNanos();
  }

  /** The loop has come round; returns how late it is. */
  public Duration tick() {
    long late = late();
    if (isTooLate(late)) {
      ticksToGo = GOOD_TICKS;
    } else if (late >= limit / 2) {
      ticksToGo = ticksToGo == 0 ? 0 : GOOD_TICKS;
    } else if (ticksToGo > 0) {
      ticksToGo--;
    }
    expected = nanoTime.getAsLong() + PERIOD.toNanos();
    return Duration.ofNanos(late);
  }

  /** Whether the loop should take no new work. */
  boolean isOverloaded() {
    // What waits behind a block may be served before the tick that waits behind it as well.
    return ticksToGo > 0 || isTooLate(late());
  }

  private long late() {
    return Math.max(0, nanoTime.getAsLong() - expected);
  }

  private boolean isTooLate(long late) {
    return limit > 0 && late >= limit;
  }
}
