package chat.passerby.moderation.quality;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.util.List;

/**
 * How often decided cases are looked at once more.
 *
 * @param secondLooks per cent of decided cases that somebody else decides as well
 * @param goldenCases per cent of the cases given to a moderator that are golden
 */
public record QualitySettings(int secondLooks, int goldenCases) {
  private static final int ALL_OF_THEM = 100;

  private static final Setting<Integer> SECOND_LOOKS =
      Setting.integer(
          "PASSERBY_SECOND_LOOKS",
          5,
          0,
          ALL_OF_THEM,
          "how many per cent of the decided cases another moderator decides as well, without being"
              + " told, to see how well they agree; 0: none");
  private static final Setting<Integer> GOLDEN_CASES =
      Setting.integer(
          "PASSERBY_GOLDEN_CASES",
          2,
          0,
          ALL_OF_THEM,
          "how many per cent of the cases that a moderator is given are golden ones, whose right"
              + " answer an admin has kept; 0: none");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(SECOND_LOOKS, GOLDEN_CASES);

  public static QualitySettings from(Settings settings) {
    return new QualitySettings(settings.get(SECOND_LOOKS), settings.get(GOLDEN_CASES));
  }
}
