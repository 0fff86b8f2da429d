package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.time.Duration;
import java.util.List;

/** How people are brought together. */
public record MatchmakingSettings(PolicySettings policy) {
  private static final Setting<Duration> INTERESTS_WAIT =
      wait("PASSERBY_INTERESTS_WAIT", 5, "how long only partners with a shared interest are taken");
  private static final Setting<Duration> LANGUAGES_WAIT =
      wait(
          "PASSERBY_LANGUAGES_WAIT", 10, "how long only partners with a shared language are taken");
  private static final Setting<Duration> RECENT_WAIT =
      wait(
          "PASSERBY_RECENT_WAIT",
          30,
          "after how long a wait recent partners are allowed again; as above");
  private static final Setting<Duration> RECENT_WINDOW =
      Setting.duration(
          "PASSERBY_RECENT_WINDOW",
          Duration.ofMinutes(5),
          Duration.ZERO,
          Duration.ofDays(1),
          "how long recent partners are avoided; without effect in this version, which remembers"
              + " none");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL =
      List.of(INTERESTS_WAIT, LANGUAGES_WAIT, RECENT_WINDOW, RECENT_WAIT);

  public static MatchmakingSettings from(Settings settings) {
    return new MatchmakingSettings(
        new PolicySettings(
            settings.get(INTERESTS_WAIT),
            settings.get(LANGUAGES_WAIT),
            settings.get(RECENT_WINDOW),
            settings.get(RECENT_WAIT)));
  }

  private static Setting<Duration> wait(String name, int seconds, String meaning) {
    return Setting.duration(
        name, Duration.ofSeconds(seconds), Duration.ZERO, Duration.ofHours(1), meaning);
  }
}
