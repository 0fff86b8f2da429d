package chat.passerby.settings;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One setting: its name, how its text is read, its default, what it means.
 *
 * <p>Text is stripped before it is read, and blank text counts as not set, so that a variable that
 * a container passes on empty leaves the default.
 *
 * @param <T> what the text is read into
 */
public final class Setting<T> {
  private static final Pattern NAME = Pattern.compile("PASSERBY(_[A-Z0-9]+)+");

  /** How much of a wrong value is repeated to the operator, in characters. */
  private static final int SHOWN_CHARS = 80;

  private final String name;
  private final Function<String, T> reader;
  private final T fallback;
  private final String fallbackText;
  private final String expected;
  private final String meaning;
  private final boolean hidden;

  private Setting(
      String name,
      Function<String, T> reader,
      T fallback,
      String fallbackText,
      String expected,
      String meaning,
      boolean hidden) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a setting's name: " + name);
    }
    this.name = name;
    this.reader = reader;
    this.fallback = fallback;
    this.fallbackText = fallbackText.isEmpty() ? "none" : fallbackText;
    this.expected = expected;
    this.meaning = meaning;
    this.hidden = hidden;
  }

  /**
   * A setting of a type of the caller's own.
   *
   * @param reader throws {@link IllegalArgumentException} or {@link DateTimeException} for text
   *     that does not fit; with an {@link UnfitException} it tells the operator why
   * @param fallbackText the default as an operator would write it; empty if there is none
   * @param expected what fits, with an example, to follow "it must be"
   */
  public static <T> Setting<T> of(
      String name,
      Function<String, T> reader,
      T fallback,
      String fallbackText,
      String expected,
      String meaning) {
    return new Setting<>(name, reader, fallback, fallbackText, expected, meaning, false);
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public static Setting<Integer> integer(
      String name, int fallback, int min, int max, String meaning) {
    String range = max == Integer.MAX_VALUE ? min + " or more" : "from " + min + " to " + max;
    return of(
        name,
        text -> within(Integer.valueOf(text), min, max),
        within(fallback, min, max),
        Integer.toString(fallback),
        "a whole number " + range + ", such as " + fallback,
        meaning);
  }

  /** An ISO 8601 duration from {@code min} to {@code max}, both included. */
  public static Setting<Duration> duration(
      String name, Duration fallback, Duration min, Duration max, String meaning) {
    return of(
        name,
        text -> within(Duration.parse(text), min, max),
        within(fallback, min, max),
        fallback.toString(),
        "an ISO 8601 duration from " + min + " to " + max + ", such as " + fallback,
        meaning);
  }

  /** Any text. */
  public static Setting<String> text(String name, String fallback, String meaning) {
    return of(name, Function.identity(), fallback, fallback, "text", meaning);
  }

  /** A key of at least {@link Secret#MIN_BYTES} bytes in UTF-8, or none. */
  public static Setting<Optional<Secret>> secret(String name, String meaning) {
    Setting<Optional<Secret>> open =
        of(
            name,
            text -> Optional.of(Secret.of(text)),
            Optional.empty(),
            "",
            "at least " + Secret.MIN_BYTES + " bytes long, such as `openssl rand -hex 32` prints",
            meaning);
    return open.hidden();
  }

  /** A file or folder; it need not exist. */
  public static Setting<Path> path(String name, Path fallback, String meaning) {
    return of(
        name, Path::of, fallback, fallback.toString(), "a path, such as " + fallback, meaning);
  }

  /** Texts, separated by commas; empty items are passed over. */
  public static Setting<List<String>> list(String name, List<String> fallback, String meaning) {
    return of(
        name,
        Setting::items,
        List.copyOf(fallback),
        String.join(",", fallback),
        "a list, separated by commas",
        meaning);
  }

  /**
   * Values of a type of the caller's own, separated by commas; none by default.
   *
   * @param reader reads one item, as in {@link #of}
   * @param expected as in {@link #of}
   */
  public static <T> Setting<List<T>> list(
      String name, Function<String, T> reader, String expected, String meaning) {
    return of(
        name,
        text -> items(text).stream().map(reader).toList(),
        List.of(),
        "",
        expected + ", separated by commas",
        meaning);
  }

  /** One constant of {@code type}, written in kebab-case. */
  public static <E extends Enum<E>> Setting<E> choice(
      String name, Class<E> type, E fallback, String meaning) {
    Map<String, E> values = constants(type);
    return of(
        name,
        text -> known(values, text),
        fallback,
        kebab(fallback),
        "one of " + names(EnumSet.allOf(type), ", "),
        meaning);
  }

  /** At least one constant of {@code type}, in kebab-case, separated by commas. */
  public static <E extends Enum<E>> Setting<Set<E>> choices(
      String name, Class<E> type, Set<E> fallback, String meaning) {
    Map<String, E> values = constants(type);
    return of(
        name,
        text -> union(items(text).stream().map(item -> known(values, item)).toList()),
        union(fallback),
        names(union(fallback), ","),
        "one or more of " + names(EnumSet.allOf(type), ", ") + ", separated by commas",
        meaning);
  }

  /**
   * The same setting with its value never shown: it is no key, but may contain one, as a URI does.
   */
  public Setting<T> hidden() {
    return new Setting<>(name, reader, fallback, fallbackText, expected, meaning, true);
  }

  /** The same setting with its default described in words, for a default that is computed. */
  public Setting<T> fallbackText(String text) {
    return new Setting<>(name, reader, fallback, text, expected, meaning, hidden);
  }

  /** The name, in the environment and in the file alike. */
  public String name() {
    return name;
  }

  /** The default as an operator would write it, or a description of it, or {@code none}. */
  public String fallbackText() {
    return fallbackText;
  }

  /** What the setting does, for the operator. */
  public String meaning() {
    return meaning;
  }

  /** What an operator would write for the value that {@code text} gives; nothing of a secret. */
  Optional<String> shown(Optional<String> text) {
    return hidden
        ? Optional.empty()
        : Optional.of(text.map(String::strip).filter(its -> !its.isEmpty()).orElse(fallbackText));
  }

  /** The value that {@code text} stands for. */
  T read(Optional<String> text) throws SettingsException {
    Optional<String> given = text.map(String::strip).filter(stripped -> !stripped.isEmpty());
    if (given.isEmpty()) {
      return fallback;
    }
    try {
      return reader.apply(given.get());
    } catch (UnfitException unfit) {
      throw new SettingsException(value(given.get()) + ": " + unfit.getMessage() + ".");
    } catch (IllegalArgumentException | DateTimeException unfit) {
      // The cause would repeat the value, which may be a secret.
      throw new SettingsException(problem(given.get()));
    }
  }

  private String problem(String value) {
    return value(value) + ": it must be " + expected + ".";
  }

  private String value(String value) {
    String shown = value.replaceAll("\\p{Cntrl}", "?");
    if (shown.length() > SHOWN_CHARS) {
      shown = shown.substring(0, SHOWN_CHARS) + "…";
    }
    String what = hidden ? " has a value that does not fit" : " is \"" + shown + "\"";
    return name + what;
  }

  private static <C extends Comparable<C>> C within(C value, C min, C max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }

  private static List<String> items(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static <V> V known(Map<String, V> values, String text) {
    return Optional.ofNullable(values.get(text)).orElseThrow(IllegalArgumentException::new);
  }

  /** In the order of declaration; {@code EnumSet} refuses an empty collection, as wanted here. */
  private static <E extends Enum<E>> Set<E> union(Collection<E> constants) {
    return Collections.unmodifiableSet(EnumSet.copyOf(constants));
  }

  private static <E extends Enum<E>> Map<String, E> constants(Class<E> type) {
    return EnumSet.allOf(type).stream().collect(Collectors.toMap(Setting::kebab, e -> e));
  }

  private static String names(Set<? extends Enum<?>> constants, String separator) {
    return constants.stream().map(Setting::kebab).collect(Collectors.joining(separator));
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
