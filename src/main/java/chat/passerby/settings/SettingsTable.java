package chat.passerby.settings;

import java.util.Collection;
import java.util.stream.Collectors;

/** The settings as {@code src/docs/settings.md} shows them. */
public final class SettingsTable {
  private SettingsTable() {}

  /**
   * A Markdown table of {@code settings}, in their order, a line for each below the head: {@code |
   * `PASSERBY_PORT` | `8080` | where it listens |}. It ends without a line break.
   */
  public static String markdown(Collection<? extends Setting<?>> settings) {
    return settings.stream()
        .distinct()
        .map(SettingsTable::row)
        .collect(
            Collectors.joining("\n", "| setting | default | meaning |\n| --- | --- | --- |\n", ""));
  }

  private static String row(Setting<?> setting) {
    return "| `%s` | %s | %s |"
        .formatted(setting.name(), setting.fallbackText(), setting.meaning());
  }
}
