package chat.passerby.gateway.icebreakers;

import chat.passerby.gateway.icebreakers.IcebreakersFile.BadIcebreakersException;
import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The operator's icebreakers.
 *
 * @param lines as the file had them at the start
 */
public record IcebreakerSettings(Icebreakers lines) {
  private static final Setting<Optional<Path>> FILE =
      Setting.of(
          "PASSERBY_ICEBREAKERS",
          text -> Optional.of(Path.of(text)),
          Optional.empty(),
          "",
          "a path, such as /etc/passerby-icebreakers.txt",
          "a file of first lines and questions that the page offers to people who have just met, in"
              + " place of its own; read at the start");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(FILE);

  /** Throws a SettingsException that names the file and the lines that cannot be used. */
  public static IcebreakerSettings from(Settings settings) {
    return new IcebreakerSettings(
        settings.get(FILE).map(IcebreakerSettings::read).orElse(Icebreakers.NONE));
  }

  private static Icebreakers read(Path path) {
    try {
      return IcebreakersFile.read(path);
    } catch (BadIcebreakersException e) {
      throw new SettingsException(
          String.valueOf(e.getMessage())
              .lines()
              .map(problem -> FILE.name() + " names " + path + ", where " + problem + ".")
              .toList());
    }
  }
}
