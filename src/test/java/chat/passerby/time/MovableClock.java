package chat.passerby.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved; it begins a day ago. */
public final class MovableClock implements NodeClock {
  /** Such as {@link System#nanoTime} may be: below zero. */
  private static final long ORIGIN_NANOS = -Duration.ofHours(1).toNanos();

  private final Instant origin = Instant.now().minus(Duration.ofDays(1));
  private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Duration> step = new AtomicReference<>(Duration.ZERO);

  /** Lets time pass. */
  public void advance(Duration by) {
    passed.updateAndGet(before -> before.plus(by));
  }

  /** Somebody sets the machine's clock, while no time passes. */
  public void stepWall(Duration by) {
    step.updateAndGet(before -> before.plus(by));
  }

  @Override
  public long nanos() {
    return ORIGIN_NANOS + passed.get().toNanos();
  }

  @Override
  public Instant instant() {
    return origin.plus(passed.get());
  }

  @Override
  public Instant wall() {
    return instant().plus(step.get());
  }
}
