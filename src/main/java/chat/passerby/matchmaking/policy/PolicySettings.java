package chat.passerby.matchmaking.policy;

import java.time.Duration;

/**
 * After how long a wait each criterion is given up. All are counted in whole milliseconds; zero
 * switches the criterion off.
 *
 * @param interestsWait how long a shared interest is insisted on
 * @param languagesWait how long a shared language is insisted on
 * @param recentWindow how long after a chat its two sides count as recent partners
 * @param recentWait how long recent partners are refused, counted for both sides
 */
public record PolicySettings(
    Duration interestsWait, Duration languagesWait, Duration recentWindow, Duration recentWait) {
  /** Refuses negative durations with an {@link IllegalArgumentException} that names the one. */
  public PolicySettings {
    requireNotNegative(interestsWait, "interests wait");
    requireNotNegative(languagesWait, "languages wait");
    requireNotNegative(recentWindow, "recent window");
    requireNotNegative(recentWait, "recent wait");
  }

  /** Interests for 5 s, languages for 10 s, recent partners of the last 5 min for 30 s. */
  public static PolicySettings defaults() {
    return new PolicySettings(
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30));
  }

  private static void requireNotNegative(Duration duration, String name) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("The " + name + " must not be negative: " + duration);
    }
  }
}
