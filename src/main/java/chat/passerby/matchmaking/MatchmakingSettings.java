package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.room.Lane;
import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.UnfitException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** How people are brought together. */
public record MatchmakingSettings(PolicySettings policy, LanePlan lanes) {
  private static final Pattern POOL = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Setting<List<String>> POOLS =
      Setting.of(
          "PASSERBY_POOLS",
          MatchmakingSettings::pools,
          List.of(Lane.DEFAULT_POOL, "restricted"),
          Lane.DEFAULT_POOL + ",restricted",
          "at least two different names of at most 32 lower-case letters, digits and hyphens,"
              + " separated by commas, such as default,restricted",
          "people of different pools never meet: the first pool is everyone's, the last that of"
              + " restricted sessions; one named `probe` between them is that of synthetic"
              + " visitors");
  private static final Setting<Integer> SHARDS =
      Setting.integer(
          "PASSERBY_SHARDS",
          1,
          1,
          16,
          "into how many queues each lane is split, so that several nodes and the servers of a"
              + " Redis Cluster share its work; the same on all nodes");

  private static final Setting<Duration> INTERESTS_WAIT =
      wait("PASSERBY_INTERESTS_WAIT", 5, "how long only partners with a shared interest are taken");
  private static final Setting<Duration> LANGUAGES_WAIT =
      wait(
          "PASSERBY_LANGUAGES_WAIT", 10, "how long only partners with a shared language are taken");
  private static final Setting<Duration> RECENT_WAIT =
      wait("PASSERBY_RECENT_WAIT", 30, "after how long a wait recent partners are allowed again");
  private static final Setting<Duration> RECENT_WINDOW =
      Setting.duration(
          "PASSERBY_RECENT_WINDOW",
          Duration.ofMinutes(5),
          Duration.ZERO,
          Duration.ofDays(1),
          "how long recent partners are avoided; `PT0S`: not at all");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL =
      List.of(POOLS, SHARDS, INTERESTS_WAIT, LANGUAGES_WAIT, RECENT_WINDOW, RECENT_WAIT);

  public static MatchmakingSettings from(Settings settings) {
    return new MatchmakingSettings(
        new PolicySettings(
            settings.get(INTERESTS_WAIT),
            settings.get(LANGUAGES_WAIT),
            settings.get(RECENT_WINDOW),
            settings.get(RECENT_WAIT)),
        new LanePlan(settings.get(POOLS), settings.get(SHARDS)));
  }

  private static List<String> pools(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    boolean fit = names.stream().allMatch(name -> POOL.matcher(name).matches());
    if (!fit || names.size() < 2 || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("not the names of pools");
    }
    if (names.getFirst().equals(LanePlan.PROBES) || names.getLast().equals(LanePlan.PROBES)) {
      throw new UnfitException(
          "the pool "
              + LanePlan.PROBES
              + " is that of synthetic visitors: put it neither first nor last");
    }
    return names;
  }

  private static Setting<Duration> wait(String name, int seconds, String meaning) {
    return Setting.duration(
        name, Duration.ofSeconds(seconds), Duration.ZERO, Duration.ofHours(1), meaning);
  }
}
