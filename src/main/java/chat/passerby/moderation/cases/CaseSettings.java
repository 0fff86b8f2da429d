package chat.passerby.moderation.cases;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How cases are decided.
 *
 * @param undo how long a decision can be taken back
 */
public record CaseSettings(Duration undo) {
  private static final Setting<Duration> UNDO =
      Setting.duration(
          "PASSERBY_UNDO",
          Duration.ofSeconds(10),
          Duration.ZERO,
          Duration.ofHours(1),
          "how long a moderator's decision can be taken back before it is in effect; PT0S: in"
              + " effect at once");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(UNDO);

  public static CaseSettings from(Settings settings) {
    return new CaseSettings(settings.get(UNDO));
  }
}
