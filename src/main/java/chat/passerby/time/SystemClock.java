package chat.passerby.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Looks at the clocks of the machine; its time begins as the time of day. */
public final class SystemClock implements NodeClock {
  private final LongSupplier nanoTime;
  private final InstantSource timeOfDay;
  private final Instant origin;
  private final long originNanos;

  public SystemClock() {
    this(System::nanoTime, InstantSource.system());
  }

  /**
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  SystemClock(LongSupplier nanoTime, InstantSource timeOfDay) {
    this.nanoTime = nanoTime;
    this.timeOfDay = timeOfDay;
    this.origin = timeOfDay.instant();
    this.originNanos = nanoTime.getAsLong();
  }

  @Override
  public long nanos() {
    return nanoTime.getAsLong();
  }

  @Override
  public Instant instant() {
    return origin.plusNanos(nanos() - originNanos);
  }

  @Override
  public Instant wall() {
    return timeOfDay.instant();
  }
}
