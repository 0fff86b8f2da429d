package chat.passerby.gateway;

import static chat.passerby.redis.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  @Test
  void tokens_ofTheBurst_areThereAtFirst() {
    RateLimit limit = RateLimit.of(1, Duration.ofHours(1), 5);
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
    RateLimit limit = RateLimit.of(1, Duration.ofHours(1), 1);
    limit.take();
    Duration wait = limit.take().orElseThrow();
    assertTrue(wait.isPositive() && wait.compareTo(Duration.ofHours(1)) <= 0, wait.toString());
    assertTrue(wait.compareTo(Duration.ofMinutes(30)) > 0, wait.toString());
  }

  @Test
  void tokens_used_comeBackUpToTheBurst() {
    RateLimit limit = RateLimit.of(1_000, Duration.ofSeconds(1), 3);
    for (int i = 0; i < 3; i++) {
      limit.take();
    }
    await("they come back", () -> limit.isFull(3));
    assertFalse(limit.isFull(4));
    assertEquals(Optional.empty(), limit.take());
  }

  @Test
  void limit_ofZero_isNone() {
    RateLimit none = RateLimit.of(0, Duration.ofSeconds(1), 0);
    for (int i = 0; i < 1_000; i++) {
      assertEquals(Optional.empty(), none.take());
    }
    assertFalse(none.isEmpty());
    assertTrue(none.isFull(0));
  }
}
