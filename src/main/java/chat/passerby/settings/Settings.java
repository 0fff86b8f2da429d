package chat.passerby.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was configured: texts by name, read through {@link Setting}s. */
public final class Settings {
  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /** Settings from {@code values}, of which a copy is taken. */
  public static Settings of(Map<String, String> values) {
    return new Settings(Map.copyOf(values));
  }

  /**
   * The value of {@code setting}, its default when nothing or only blanks were given.
   *
   * @throws SettingsException if the text that was given does not fit
   */
  public <T> T get(Setting<T> setting) throws SettingsException {
    return setting.read(Optional.ofNullable(values.get(setting.name())));
  }

  /**
   * Tells every mistake at once: names that no setting has, and texts that do not fit. To be called
   * before anything is read, with the settings of all features.
   *
   * @throws SettingsException if there is a mistake, with a sentence for each, in the order of
   *     names
   * @throws IllegalArgumentException if two different settings have the same name
   */
  public void check(Collection<Setting<?>> known) throws SettingsException {
    Map<String, Setting<?>> byName = new TreeMap<>();
    for (Setting<?> setting : known) {
      Setting<?> same = byName.putIfAbsent(setting.name(), setting);
      if (same != null && same != setting) {
        throw new IllegalArgumentException(setting.name() + " is declared twice");
      }
    }
    List<String> problems = new ArrayList<>();
    for (String name : new TreeMap<>(values).keySet()) {
      Setting<?> setting = byName.get(name);
      if (setting == null) {
        problems.add(unknown(name, byName.keySet()));
        continue;
      }
      try {
        get(setting);
      } catch (SettingsException unfit) {
        problems.add(unfit.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  /** What some settings are, by name, as an operator would write them. Secrets are left out. */
  public SortedMap<String, String> shown(Collection<Setting<?>> some) {
    SortedMap<String, String> shown = new TreeMap<>();
    for (Setting<?> setting : some) {
      setting
          .shown(Optional.ofNullable(values.get(setting.name())))
          .ifPresent(text -> shown.put(setting.name(), text));
    }
    return shown;
  }

  private static String unknown(String name, Collection<String> known) {
    return NearestName.to(name, known)
        .map(near -> name + " is not a setting: did you mean " + near + "?")
        .orElse(
            name + " is not a setting: remove it, or look its name up in src/docs/settings.md.");
  }

  /** The names alone: a value may be a secret. */
  @Override
  public String toString() {
    return "Settings" + new TreeMap<>(values).keySet();
  }
}
