package chat.passerby.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetersTest {
  private enum Reason {
    FULL,
    LATE
  }

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters = new Meters(registry);

  @Test
  void counter_counted_isShownAsATotalWithItsMeaning() {
    meters.counter("passerby_sessions_issued", "sessions that were given out").increment(3);
    assertShown("# HELP passerby_sessions_issued_total sessions that were given out");
    assertShown("# TYPE passerby_sessions_issued_total counter");
    assertShown("passerby_sessions_issued_total 3.0");
  }

  @Test
  void counters_knownKeys_areShownFromTheStart() {
    Labelled<Reason, Counter> refused = refused();
    refused.of(Reason.LATE).increment();
    assertShown("passerby_refused_total{reason=\"FULL\"} 0.0");
    assertShown("passerby_refused_total{reason=\"LATE\"} 1.0");
  }

  @Test
  void counters_ofAnEnum_areShownForEachConstantInKebabCase() {
    meters.counters("passerby_threads", "threads", "state", Thread.State.class);
    assertShown("passerby_threads_total{state=\"timed-waiting\"} 0.0");
    assertEquals(Thread.State.values().length, registry.getMeters().size());
  }

  @Test
  void counters_sameKey_giveTheSameMeter() {
    Labelled<String, Counter> counters =
        meters.counters("passerby_lanes", "lanes", "lane", List.of(), Function.identity());
    assertSame(counters.of("text"), counters.of("text"));
  }

  @Test
  void counters_tooManyKeys_shareOneMeterForTheRest() {
    Labelled<Integer, Counter> counters =
        meters.counters("passerby_lanes", "lanes", "lane", List.of(), String::valueOf);
    IntStream.range(0, Labelled.MAX_KEYS + 50).forEach(lane -> counters.of(lane).increment());
    counters.of(0).increment();
    assertShown("passerby_lanes_total{lane=\"0\"} 2.0");
    assertShown("passerby_lanes_total{lane=\"99\"} 1.0");
    assertShown("passerby_lanes_total{lane=\"other\"} 50.0");
    assertEquals(Labelled.MAX_KEYS + 1, registry.getMeters().size());
  }

  @Test
  void gauge_asked_showsTheNumberOfThatMoment() {
    AtomicInteger open = new AtomicInteger();
    meters.gauge("passerby_connections", "open sockets", open::get);
    open.set(7);
    assertShown("passerby_connections 7.0");
  }

  @Test
  void gauges_set_showTheLastNumberEvenWhenNothingElseHoldsIt() {
    meters
        .gauges("passerby_waiting", "tickets", "lane", List.of("text"), Function.<String>identity())
        .of("video")
        .set(4);
    System.gc();
    assertShown("passerby_waiting{lane=\"text\"} 0.0");
    assertShown("passerby_waiting{lane=\"video\"} 4.0");
  }

  @Test
  void gauges_tooManyKeys_shareOneNumberForTheRest() {
    Labelled<Integer, AtomicLong> waiting =
        meters.gauges("passerby_waiting", "tickets", "lane", List.of(), String::valueOf);
    IntStream.range(0, Labelled.MAX_KEYS).forEach(waiting::of);
    waiting.of(1000).incrementAndGet();
    waiting.of(1001).incrementAndGet();
    assertShown("passerby_waiting{lane=\"other\"} 2.0");
  }

  @Test
  void timers_measured_areShownInSecondsByBucket() {
    meters
        .timers(
            "passerby_match_wait",
            "from find to matched",
            "lane",
            List.of("text"),
            lane -> lane,
            Duration.ofMillis(100),
            Duration.ofSeconds(1))
        .of("text")
        .record(Duration.ofMillis(500));
    assertShown("passerby_match_wait_seconds_bucket{lane=\"text\",le=\"0.1\"} 0");
    assertShown("passerby_match_wait_seconds_bucket{lane=\"text\",le=\"1.0\"} 1");
    assertShown("passerby_match_wait_seconds_sum{lane=\"text\"} 0.5");
  }

  @Test
  void timer_measured_isShownInSeconds() {
    meters.timer("passerby_pass", "a pass", Duration.ofMillis(10)).record(Duration.ofMillis(250));
    assertShown("passerby_pass_seconds_bucket{le=\"0.01\"} 0");
    assertShown("passerby_pass_seconds_sum 0.25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"frames", "passerby.frames", "passerby_Frames", "passerby__frames"})
  void declaration_withAnotherKindOfName_isRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> meters.counter(name, "frames"));
  }

  /** Micrometer would drop such an ending, and hide the second of two that are then the same. */
  @ParameterizedTest
  @ValueSource(strings = {"total", "info", "created", "bucket"})
  void declaration_withAnEndingThatIsDropped_isRefused(String ending) {
    String name = "passerby_waiting_" + ending;
    assertThrows(IllegalArgumentException.class, () -> meters.gauge(name, "waiting", () -> 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> meters.gauges(name, "waiting", "lane", List.of("text"), lane -> lane));
    assertThrows(IllegalArgumentException.class, () -> meters.counter(name, "waiting"));
    meters.gauge(name + "s", "waiting", () -> 0);
  }

  @Test
  void declaration_ofANameForASecondTime_isRefused() {
    refused();
    assertThrows(IllegalStateException.class, this::refused);
  }

  @Test
  void catalogue_ofEverythingDeclared_namesItAsItIsShown() {
    refused();
    meters.gauge("passerby_connections", "open sockets", () -> 0);
    meters.timer("passerby_pass", "a pass");
    assertEquals(
        """
        | `passerby_connections` |  | open sockets |
        | `passerby_pass_seconds` |  | a pass |
        | `passerby_refused_total` | reason | handshakes refused |\
        """,
        meters.catalogue());
  }

  @Test
  void jvmMeters_bound_showTheHeap() {
    try (JvmMeters jvm = new JvmMeters(registry)) {
      assertTrue(
          registry.scrape().contains("\njvm_memory_used_bytes{area=\"heap\""), jvm::toString);
      assertFalse(registry.scrape().contains("passerby"));
    }
  }

  private Labelled<Reason, Counter> refused() {
    return meters.counters(
        "passerby_refused", "handshakes refused", "reason", List.of(Reason.values()), Reason::name);
  }

  private void assertShown(String line) {
    String text = registry.scrape();
    assertTrue(text.lines().anyMatch(line::equals), () -> line + " is not in:\n" + text);
  }
}
