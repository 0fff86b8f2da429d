package chat.passerby.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from: the environment's names that begin with {@code PASSERBY_}, in whatever
 * case, and a properties file, if there is one. The environment takes precedence.
 */
public final class SettingsSource {
  /** Names the file, relative to the working directory; it counts in the environment only. */
  public static final Setting<Optional<Path>> FILE =
      Setting.of(
          "PASSERBY_SETTINGS",
          text -> Optional.of(Path.of(text)),
          Optional.empty(),
          "./passerby.properties, if it exists",
          "a path, such as /etc/passerby.properties",
          "a file with more settings, `NAME=value` a line; the environment has precedence");

  private static final String PREFIX = "PASSERBY_";
  private static final Path USUAL_FILE = Path.of("passerby.properties");

  private SettingsSource() {}

  /**
   * Reads everything once.
   *
   * @return texts by name
   * @throws SettingsException if the file cannot be used
   */
  public static Map<String, String> read() {
    return read(System.getenv(), Path.of(""));
  }

  /** As {@link #read()}, in another environment and working directory. */
  static Map<String, String> read(Map<String, String> environment, Path directory) {
    Map<String, String> ours = new HashMap<>(environment);
    ours.keySet().removeIf(name -> !name.toUpperCase(Locale.ROOT).startsWith(PREFIX));
    Map<String, String> merged =
        new HashMap<>(file(ours, directory).map(SettingsSource::readFile).orElse(Map.of()));
    merged.putAll(ours);
    return merged;
  }

  private static Optional<Path> file(Map<String, String> environment, Path directory) {
    Optional<Path> named = Settings.of(environment).get(FILE);
    Path path = directory.resolve(named.orElse(USUAL_FILE)).toAbsolutePath().normalize();
    if (Files.isRegularFile(path)) {
      return Optional.of(path);
    }
    if (named.isPresent()) {
      throw new SettingsException(
          FILE.name() + " names " + path + ", which is not a file: create it, or unset it.");
    }
    return Optional.empty();
  }

  private static Map<String, String> readFile(Path path) {
    Map<String, String> inFile = SettingsFile.parse(path.toString(), text(path));
    if (inFile.containsKey(FILE.name())) {
      throw new SettingsException(
          FILE.name() + " counts in the environment only: remove it from " + path + ".");
    }
    return inFile;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (MalformedInputException e) {
      throw new SettingsException(path + " is not UTF-8: save it as UTF-8.");
    } catch (IOException e) {
      throw new SettingsException(
          path + " cannot be read: let the user that runs Passerby read it.");
    }
  }
}
