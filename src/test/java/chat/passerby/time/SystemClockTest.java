package chat.passerby.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  @Test
  void time_agreedOnFirst_isTakenOverAheadOrBehind() {
    for (Duration apart : List.of(Duration.ofSeconds(90), Duration.ofSeconds(-90))) {
      SystemClock joining = new SystemClock(nanoTime::get, timeOfDay::get);
      assertEquals(Optional.empty(), joining.agreed());
      joining.agree(START.plus(apart));
      nanoTime.addAndGet(7_000_000);
      assertEquals(Optional.of(START.plus(apart).plusMillis(7)), joining.agreed());
      assertEquals(START.plus(apart).plusMillis(7), joining.instant());
    }
  }

  @Test
  void time_agreedOn_neverGoesBack() {
    clock.agree(START.plusSeconds(5));
    clock.agree(START);
    assertEquals(START.plusSeconds(5), clock.instant());
    clock.agree(START.plusSeconds(6));
    assertEquals(START.plusSeconds(6), clock.instant());
  }
}
