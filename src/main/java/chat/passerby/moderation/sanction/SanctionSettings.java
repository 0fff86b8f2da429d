package chat.passerby.moderation.sanction;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.util.List;

/**
 * How appeals are heard, and what visitors are told who worry about somebody.
 *
 * @param appealsPerAddress how often one address may file or look at appeals in an hour, on one
 *     node; 0 is no limit
 * @param alone whether who made a sanction may decide on the appeal against it
 * @param helpLines shown to whoever reports that somebody hurts themselves
 */
public record SanctionSettings(int appealsPerAddress, boolean alone, List<String> helpLines) {
  private static final int MAX_LINES = 10;
  private static final int MAX_LINE = 200;

  /** How many moderators a site has. */
  enum Moderators {
    /** One, who has to decide on appeals against their own decisions. */
    ONE,
    /** Two or more, so that somebody else decides on an appeal. */
    SEVERAL
  }

  private static final Setting<Integer> APPEALS_PER_ADDRESS =
      Setting.integer(
          "PASSERBY_APPEALS_PER_ADDRESS",
          60,
          0,
          1_000_000,
          "how often one address may file or look at appeals in an hour, on one node; 0 is no"
              + " limit");
  private static final Setting<Moderators> MODERATORS =
      Setting.choice(
          "PASSERBY_MODERATORS",
          Moderators.class,
          Moderators.SEVERAL,
          "`one` lets the only moderator decide on appeals against their own decisions, and"
              + " visitors are told so; else somebody else has to");
  private static final Setting<List<String>> HELP_LINES =
      Setting.list(
          "PASSERBY_HELP_LINES",
          SanctionSettings::line,
          "at most " + MAX_LINE + " characters each, such as `Samaritans: 116 123`",
          "help lines for whoever reports that somebody hurts themselves, at most " + MAX_LINES);

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(APPEALS_PER_ADDRESS, MODERATORS, HELP_LINES);

  public SanctionSettings {
    helpLines = List.copyOf(helpLines);
  }

  public static SanctionSettings from(Settings settings) {
    return new SanctionSettings(
        settings.get(APPEALS_PER_ADDRESS),
        settings.get(MODERATORS) == Moderators.ONE,
        settings.get(HELP_LINES).stream().limit(MAX_LINES).toList());
  }

  private static String line(String text) {
    if (text.length() > MAX_LINE) {
      throw new IllegalArgumentException("a help line is too long");
    }
    return text;
  }
}
