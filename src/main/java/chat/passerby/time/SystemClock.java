package chat.passerby.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Looks at the clocks of the machine. Its time begins as the machine's time of day, until it is the
 * one that all nodes agree on; from then on it never goes back. May be used on any thread.
 */
public final class SystemClock implements NodeClock {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final InstantSource timeOfDay;

  /** What time it was when {@link #nanos} was zero, in nanoseconds since 1970; may wrap round. */
  private volatile long originNanos;

  private volatile boolean agreed;

  public SystemClock() {
    this(System::nanoTime, InstantSource.system());
  }

  /**
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  SystemClock(LongSupplier nanoTime, InstantSource timeOfDay) {
    this.nanoTime = nanoTime;
    this.timeOfDay = timeOfDay;
    this.originNanos = nanosSince1970(timeOfDay.instant()) - nanoTime.getAsLong();
  }

  @Override
  public long nanos() {
    return nanoTime.getAsLong();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochSecond(0, originNanos + nanos());
  }

  @Override
  public Instant wall() {
    return timeOfDay.instant();
  }

  /** The time that all nodes agree on, as far as this one knows; nothing before it has heard. */
  public Optional<Instant> agreed() {
    return agreed ? Optional.of(instant()) : Optional.empty();
  }

  /**
   * Takes over the time that nodes agree on. Whoever is behind follows, so that all keep to the one
   * who is furthest ahead; to be behind, a machine must have been asleep or the answer slow.
   */
  public synchronized void agree(Instant time) {
    long origin = nanosSince1970(time) - nanos();
    if (!agreed || origin - originNanos > 0) {
      originNanos = origin;
      agreed = true;
    }
  }

  private static long nanosSince1970(Instant time) {
    return time.getEpochSecond() * SECOND_NANOS + time.getNano();
  }
}
