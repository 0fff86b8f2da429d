package chat.passerby.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemClockTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  /** Such as {@link System#nanoTime} may be: about to pass from the greatest to the least. */
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

  private final AtomicReference<Instant> timeOfDay = new AtomicReference<>(START);
  private final SystemClock clock = new SystemClock(nanoTime::get, timeOfDay::get);

  @Test
  void time_begins_asTheTimeOfDay() {
    assertEquals(START, clock.instant());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT45S", "PT10M", "PT-10M", "PT13H", "P-3650D"})
  void timeOfDay_stepped_changesNoSpan(Duration step) {
    timeOfDay.updateAndGet(now -> now.plus(step));
    nanoTime.addAndGet(Duration.ofSeconds(3).toNanos());
    assertEquals(START.plusSeconds(3), clock.instant());
    assertEquals(Duration.ofSeconds(3), Duration.ofNanos(clock.nanos() - (Long.MAX_VALUE - 5)));
    assertEquals(START.plus(step), clock.wall());
  }
}
