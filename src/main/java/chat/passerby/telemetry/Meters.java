package chat.passerby.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The node's meters, and the rules for them: names are {@code passerby_} and nouns in lower case,
 * each is declared once with its meaning, labels have few values that are known beforehand. A
 * session, an address or anything a visitor wrote is never a label.
 *
 * <p>A feature makes its meters once, keeps them in fields, and shares them among its verticles:
 * counting is then an atomic addition, without a look-up by name.
 */
public final class Meters {
  private static final Pattern NAME = Pattern.compile("passerby(_[a-z]+)+");

  /**
   * Micrometer 1.15.10 drops such an ending, and when two meters then have one name it shows the
   * first of them alone.
   */
  private static final Pattern DROPPED = Pattern.compile(".*_(total|info|created|bucket)");

  private final MeterRegistry registry;
  private final Map<String, String> catalogue = new ConcurrentSkipListMap<>();

  /** Meters that live in {@code registry}. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts events; shown as {@code name_total}. */
  public Counter counter(String name, String meaning) {
    declare(name, "_total", meaning);
    return Counter.builder(name).description(meaning).register(registry);
  }

  /**
   * Counters by one label.
   *
   * @param known keys that are shown from the start, at zero; others appear when they are counted
   * @param value the label's value for a key
   */
  public <K> Labelled<K, Counter> counters(
      String name, String meaning, String label, Collection<K> known, Function<K, String> value) {
    declare(name, "_total", meaning, label);
    return new Labelled<>(
        known,
        value,
        text -> Counter.builder(name).description(meaning).tag(label, text).register(registry));
  }

  /** Counters by one label, one for each constant of an enum. */
  public <E extends Enum<E>> Labelled<E, Counter> counters(
      String name, String meaning, String label, Class<E> kinds) {
    return counters(name, meaning, label, EnumSet.allOf(kinds), Meters::text);
  }

  /** Shows a number whenever it is asked for; {@code now} is called on another thread. */
  public void gauge(String name, String meaning, Supplier<Number> now) {
    declare(name, "", meaning);
    Gauge.builder(name, now).description(meaning).register(registry);
  }

  /** Numbers by one label, as last set; for {@code known} and {@code value} see the counters. */
  public <K> Labelled<K, AtomicLong> gauges(
      String name, String meaning, String label, Collection<K> known, Function<K, String> value) {
    declare(name, "", meaning, label);
    return new Labelled<>(
        known,
        value,
        text -> {
          AtomicLong number = new AtomicLong();
          Gauge.builder(name, number, AtomicLong::get)
              .description(meaning)
              .tag(label, text)
              .strongReference(true)
              .register(registry);
          return number;
        });
  }

  /**
   * Measures how long something takes; shown as the histogram {@code name_seconds}.
   *
   * @param buckets the upper bounds of the histogram
   */
  public Timer timer(String name, String meaning, Duration... buckets) {
    declare(name, "_seconds", meaning);
    return Timer.builder(name)
        .description(meaning)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  /** A histogram of numbers without a unit of time. */
  public DistributionSummary summary(String name, String meaning, double... buckets) {
    declare(name, "", meaning);
    return DistributionSummary.builder(name)
        .description(meaning)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  /** Timers by one label; for {@code known} and {@code value} see the counters. */
  public <K> Labelled<K, Timer> timers(
      String name,
      String meaning,
      String label,
      Collection<K> known,
      Function<K, String> value,
      Duration... buckets) {
    declare(name, "_seconds", meaning, label);
    return new Labelled<>(
        known,
        value,
        text ->
            Timer.builder(name)
                .description(meaning)
                .tag(label, text)
                .serviceLevelObjectives(buckets)
                .register(registry));
  }

  /** What a constant is called in a label: {@code TOO_SLOW} is {@code too-slow}. */
  public static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Everything declared, as the rows of a Markdown table: name, labels, meaning. */
  public String catalogue() {
    return catalogue.entrySet().stream()
        .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |")
        .collect(Collectors.joining("\n"));
  }

  /**
   * @param ending what the registry appends when it shows the meter
   */
  private void declare(String name, String ending, String meaning, String... labels) {
    if (!NAME.matcher(name).matches() || DROPPED.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a meter's name: " + name);
    }
    String shown = name + ending;
    // The registry would silently ignore a second gauge of the same name.
    if (catalogue.putIfAbsent(shown, String.join(", ", labels) + " | " + meaning) != null) {
      throw new IllegalStateException(shown + " is declared twice");
    }
  }
}
