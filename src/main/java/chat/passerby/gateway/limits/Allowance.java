package chat.passerby.gateway.limits;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket for one event loop: it takes no lock and makes no objects, since every frame and
 * every byte of a client goes through one.
 */
final class Allowance {
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final double perNano;
  private final double burst;
  private final LongSupplier nanoTime;
  private double level;
  private long then;

  /**
   * @param perSecond tokens that come in during a second; more than 0
   * @param burst tokens that are there at first and at most
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  Allowance(long perSecond, long burst, LongSupplier nanoTime) {
    this.perNano = perSecond / NANOS;
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.level = burst;
    this.then = nanoTime.getAsLong();
  }

  /** Takes so many tokens, or none; returns after how many nanoseconds there will be, else 0. */
  long take(int tokens) {
    long now = nanoTime.getAsLong();
    level = Math.min(burst, level + (now - then) * perNano);
    then = now;
    if (level >= tokens) {
      level -= tokens;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((tokens - level) / perNano));
  }
}
