package chat.passerby.matchmaking.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicySettingsTest {
  @Test
  void settings_negativeDuration_isRefusedByName() {
    Duration second = Duration.ofSeconds(1);
    Duration wrong = Duration.ofMillis(-1);
    assertRefused("The interests wait", () -> settings(wrong, second, second, second));
    assertRefused("The languages wait", () -> settings(second, wrong, second, second));
    assertRefused("The recent window", () -> settings(second, second, wrong, second));
    assertRefused("The recent wait", () -> settings(second, second, second, wrong));
  }

  private static void settings(Duration a, Duration b, Duration c, Duration d) {
    assertEquals(a, new PolicySettings(a, b, c, d).interestsWait());
  }

  private static void assertRefused(String start, Runnable making) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, making::run);
    assertEquals(start + " must not be negative: PT-0.001S", refusal.getMessage());
  }
}
