package chat.passerby.telemetry;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Meters of one name, told apart by one label. Thread-safe; finding one again costs a hash look-up.
 *
 * @param <K> what is told apart, such as an error code
 * @param <M> the kind of meter
 */
public final class Labelled<K, M> {
  /** How many keys are told apart; all further ones share a meter, labelled {@code other}. */
  static final int MAX_KEYS = 100;

  private static final String OTHER = "other";

  private final Map<K, M> byKey = new ConcurrentHashMap<>();
  private final Map<String, M> byText = new ConcurrentHashMap<>();
  private final Function<K, String> value;
  private final Function<String, M> register;

  /**
   * Meters for {@code known}; others are made when they are first asked for.
   *
   * @param value the label's text for a key
   * @param register makes the meter that is labelled with a text
   */
  Labelled(Collection<K> known, Function<K, String> value, Function<String, M> register) {
    this.value = value;
    this.register = register;
    known.forEach(this::of);
  }

  /** The meter of {@code key}. */
  public M of(K key) {
    M meter = byKey.get(key);
    return meter == null ? added(key) : meter;
  }

  private synchronized M added(K key) {
    if (byKey.size() >= MAX_KEYS && !byKey.containsKey(key)) {
      return byText.computeIfAbsent(OTHER, register);
    }
    // Two keys with the same text share a meter.
    return byKey.computeIfAbsent(
        key, added -> byText.computeIfAbsent(value.apply(added), register));
  }
}
