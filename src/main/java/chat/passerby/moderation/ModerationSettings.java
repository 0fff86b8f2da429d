package chat.passerby.moderation;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.util.List;

/**
 * How reports are taken.
 *
 * @param reportsPerHour of one device; 0 is no limit
 */
public record ModerationSettings(int reportsPerHour) {
  private static final Setting<Integer> REPORTS_PER_HOUR =
      Setting.integer(
          "PASSERBY_REPORTS_PER_HOUR", 20, 0, 1_000_000, "reports of one device; 0 is no limit");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(REPORTS_PER_HOUR);

  public static ModerationSettings from(Settings settings) {
    return new ModerationSettings(settings.get(REPORTS_PER_HOUR));
  }
}
