package chat.passerby.moderation.cases;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How cases are decided.
 *
 * @param undo how long a decision can be taken back
 * @param precaution how many credible reporters restrict somebody until a decision; 0 for none
 */
public record CaseSettings(Duration undo, int precaution) {
  private static final Setting<Duration> UNDO =
      Setting.duration(
          "PASSERBY_UNDO",
          Duration.ofSeconds(10),
          Duration.ZERO,
          Duration.ofHours(1),
          "how long a moderator's decision can be taken back before it is in effect; PT0S: in"
              + " effect at once");

  private static final Setting<Integer> PRECAUTION =
      Setting.integer(
          "PASSERBY_PRECAUTION",
          3,
          0,
          1_000,
          "how many people, independent of each other and each mostly right before, must have"
              + " reported somebody for the same reason to have them find partners in the"
              + " restricted pool for 24 hours, until a moderator decides; 0: no number is enough");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(UNDO, PRECAUTION);

  public static CaseSettings from(Settings settings) {
    return new CaseSettings(settings.get(UNDO), settings.get(PRECAUTION));
  }
}
