package chat.passerby.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What a settings file says: {@code NAME=value} a line, comments behind {@code #}. */
final class SettingsFile {
  private SettingsFile() {}

  /**
   * The texts by name.
   *
   * @param path how the file is called in the message
   * @param content in the format of {@link Properties}, where a backslash escapes
   * @throws SettingsException if the format is broken, or a name appears twice
   */
  static Map<String, String> parse(String path, String content) {
    Map<String, String> values = new HashMap<>();
    Set<String> repeated = new TreeSet<>();
    Properties lines =
        new Properties() {
          private static final long serialVersionUID = 1L;

          @Override
          public synchronized Object put(Object name, Object value) {
            if (values.put((String) name, (String) value) != null) {
              repeated.add((String) name);
            }
            return value;
          }
        };
    try {
      lines.load(new StringReader(content));
    } catch (IllegalArgumentException malformed) {
      throw new SettingsException(path + " has a broken \\u escape: write a backslash as two.");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (!repeated.isEmpty()) {
      throw new SettingsException(
          repeated.stream().map(name -> path + " sets " + name + " twice: keep one.").toList());
    }
    return values;
  }
}
