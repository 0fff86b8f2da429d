package chat.passerby.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.time.MovableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  private final MovableClock clock = new MovableClock();

  @Test
  void tokens_ofTheBurst_areThereAtFirst() {
    RateLimit limit = RateLimit.of(1, Duration.ofHours(1), 5, clock);
    assertTrue(limit.isFull(5));
    assertFalse(limit.isEmpty());
    for (int i = 0; i < 5; i++) {
      assertEquals(Optional.empty(), limit.take());
    }
    assertTrue(limit.isEmpty());
    assertFalse(limit.isFull(5));
  }

  @Test
  void token_missing_isThereAfterTheTimeThatIsTold() {
    RateLimit limit = RateLimit.of(1, Duration.ofHours(1), 1, clock);
    limit.take();
    Duration wait = limit.take().orElseThrow();
    assertEquals(Duration.ofHours(1), wait);
    clock.advance(wait.minusNanos(1));
    assertEquals(Optional.of(Duration.ofNanos(1)), limit.take());
    clock.advance(Duration.ofNanos(1));
    assertEquals(Optional.empty(), limit.take());
  }

  @Test
  void tokens_used_comeBackUpToTheBurst() {
    RateLimit limit = RateLimit.of(1_000, Duration.ofSeconds(1), 3, clock);
    for (int i = 0; i < 3; i++) {
      limit.take();
    }
    clock.advance(Duration.ofMillis(3));
    assertTrue(limit.isFull(3));
    assertFalse(limit.isFull(4));
    assertEquals(Optional.empty(), limit.take());
  }

  /** Bucket4j 8.15.0 measures with System.currentTimeMillis unless it is given a TimeMeter. */
  @ParameterizedTest
  @ValueSource(strings = {"PT45S", "PT10M", "PT-10M"})
  void timeOfDay_stepped_neitherFillsNorStops(Duration step) {
    RateLimit limit = RateLimit.of(1, Duration.ofSeconds(1), 1, clock);
    limit.take();
    clock.stepWall(step);
    assertEquals(Optional.of(Duration.ofSeconds(1)), limit.take());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), limit.take());
  }

  @Test
  void limit_ofZero_isNone() {
    RateLimit none = RateLimit.of(0, Duration.ofSeconds(1), 0, clock);
    for (int i = 0; i < 1_000; i++) {
      assertEquals(Optional.empty(), none.take());
    }
    assertFalse(none.isEmpty());
    assertTrue(none.isFull(0));
  }
}
