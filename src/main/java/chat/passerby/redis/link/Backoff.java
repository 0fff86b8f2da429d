package chat.passerby.redis.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential waiting times with full jitter: each wait is drawn evenly from 1 ms up to a bound
 * that doubles from the floor to the ceiling, so that many clients that lost the same server do not
 * come back in step.
 */
public final class Backoff {
  private final long floor;
  private final long ceiling;
  private final RandomGenerator random;
  private long bound;

  public Backoff(Duration floor, Duration ceiling, RandomGenerator random) {
    this.floor = floor.toMillis();
    this.ceiling = ceiling.toMillis();
    this.random = random;
    this.bound = this.floor;
  }

  /** The next wait; the one after it is drawn from twice the range. */
  public Duration next() {
    long wait = random.nextLong(bound) + 1;
    bound = Math.min(bound * 2, ceiling);
    return Duration.ofMillis(wait);
  }

  /** The longest that the next wait can be. */
  public Duration bound() {
    return Duration.ofMillis(bound);
  }

  /** Begins again at the floor. */
  public void reset() {
    bound = floor;
  }
}
