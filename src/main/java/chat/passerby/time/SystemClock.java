package chat.passerby.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads the machine's clocks. Its time begins as the machine's time of day, and becomes the one
 * that all nodes agree on; from then on it never goes back. May be used on any thread.
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

  /** The time that all nodes agree on; empty until this node has heard of it. */
  public Optional<Instant> agreed() {
    return agreed ? Optional.of(instant()) : Optional.empty();
  }

  /**
   * Takes over the time that nodes agree on. A node that is behind catches up, so that all follow
   * the one furthest ahead. A node falls behind when its machine sleeps or an answer is slow.
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
