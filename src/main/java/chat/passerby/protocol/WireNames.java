package chat.passerby.protocol;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names on the wire, each made once. */
final class WireNames {
  private static final Map<WireNamed, String> NAMES = new ConcurrentHashMap<>();

  private WireNames() {}

  static String of(WireNamed constant) {
    return NAMES.computeIfAbsent(
        constant, its -> its.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
