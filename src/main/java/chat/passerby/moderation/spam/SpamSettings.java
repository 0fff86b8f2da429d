package chat.passerby.moderation.spam;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is held off as spam.
 *
 * @param rules the file of word rules
 * @param openers what is done about openers alike
 */
public record SpamSettings(Optional<Path> rules, Openers openers) {

  /** What is done about openers that are sent to many. */
  public enum Openers {
    OFF,
    /** They are counted, and nothing is held back. */
    SHADOW,
    /** They are held back, and their sender is slowed and reported. */
    LIVE
  }

  private static final Setting<Optional<Path>> RULES =
      Setting.of(
          "PASSERBY_WORD_RULES",
          text -> Optional.of(Path.of(text)),
          Optional.empty(),
          "",
          "a path, such as /etc/passerby-rules.txt",
          "a file of rules about words, each with what the sender of such a message is told; read"
              + " again when it changes");
  private static final Setting<Openers> OPENERS =
      Setting.choice(
          "PASSERBY_OPENERS",
          Openers.class,
          Openers.OFF,
          "what is done about first messages that are sent alike to many partners, or have links"
              + " time and again: `off`, `shadow` (counted only) or `live`: held back, and their"
              + " sender slowed and reported to the moderators");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(RULES, OPENERS);

  /** Throws a SettingsException for what does not fit, and for rules that cannot be used. */
  public static SpamSettings from(Settings settings) {
    Optional<Path> rules = settings.get(RULES);
    rules.ifPresent(SpamSettings::check);
    return new SpamSettings(rules, settings.get(OPENERS));
  }

  private static void check(Path path) {
    try {
      var unused = WordRuleBook.read(path);
    } catch (BadRulesException e) {
      throw new SettingsException(
          String.valueOf(e.getMessage())
              .lines()
              .map(problem -> RULES.name() + " names " + path + ", where " + problem + ".")
              .toList());
    }
  }
}
