package chat.passerby.matchmaking.pairing;

import chat.passerby.matchmaking.policy.Criterion;
import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.room.Lane;
import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The figures of pairing, by lane; one for the whole node. */
public final class PairingMeters {
  private static final String LANE = "lane";

  private final Labelled<Lane, AtomicLong> waiting;
  private final Labelled<Lane, AtomicLong> oldest;
  private final Labelled<Lane, Timer> timeToMatch;
  private final Labelled<Lane, Timer> pass;
  private final Labelled<Lane, Counter> conflicts;
  private final Labelled<Lane, Counter> undone;
  private final Labelled<Lane, Counter> requeued;
  private final Labelled<Lane, Counter> expired;

  /** Below 0 while this node does not pair. */
  private final AtomicInteger held = new AtomicInteger(-1);

  private final Map<Criterion, Labelled<Lane, Counter>> widened = new EnumMap<>(Criterion.class);

  public PairingMeters(Meters meters, List<Lane> lanes) {
    meters.gauge("passerby_lanes_paired", "Lanes paired here", () -> Math.max(0, held.get()));
    this.waiting =
        meters.gauges("passerby_waiting", "Tickets in lanes paired here", LANE, lanes, Lane::name);
    this.oldest =
        meters.gauges(
            "passerby_oldest_wait_seconds",
            "How long the oldest ticket of lanes paired here has waited",
            LANE,
            lanes,
            Lane::name);
    this.timeToMatch =
        meters.timers(
            "passerby_match_time",
            "From find to claim, for the one who waited longer",
            LANE,
            lanes,
            Lane::name,
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1));
    this.pass =
        meters.timers(
            "passerby_pairing_pass",
            "One pass of the pairing policy",
            LANE,
            lanes,
            Lane::name,
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMillis(100));
    this.conflicts =
        counters(
            meters,
            lanes,
            "passerby_claim_conflicts",
            "Pairs of which one was not waiting any more when they were claimed");
    this.undone =
        counters(
            meters,
            lanes,
            "passerby_matches_undone",
            "Matches undone since one side was gone, after the other had been told");
    this.requeued =
        counters(
            meters,
            lanes,
            "passerby_tickets_requeued",
            "Tickets put back at their place since the partner was gone");
    for (Criterion criterion : Criterion.values()) {
      String name = criterion.name().toLowerCase(Locale.ROOT);
      widened.put(
          criterion,
          counters(
              meters,
              lanes,
              "passerby_widened_" + name,
              "Waiting visitors who gave this up with time: " + name));
    }
    this.expired =
        counters(
            meters,
            lanes,
            "passerby_tickets_expired",
            "Tickets taken out since nobody had put them in again for long");
  }

  private static Labelled<Lane, Counter> counters(
      Meters meters, List<Lane> lanes, String name, String meaning) {
    return meters.counters(name, meaning, LANE, lanes, Lane::name);
  }

  /** How many lanes are paired here; none while this node does not pair. */
  public OptionalInt held() {
    int lanes = held.get();
    return lanes < 0 ? OptionalInt.empty() : OptionalInt.of(lanes);
  }

  void held(int lanes) {
    held.set(lanes);
  }

  /** This node pairs no more, and is to get no lane. */
  void ended() {
    held.set(-1);
  }

  /**
   * @param since of the oldest ticket, or none
   */
  void waiting(Lane lane, int count, Optional<Instant> since, Instant now) {
    waiting.of(lane).set(count);
    oldest
        .of(lane)
        .set(since.map(began -> Math.max(0, Duration.between(began, now).toSeconds())).orElse(0L));
  }

  void pass(Lane lane, Duration length) {
    pass.of(lane).record(length);
  }

  void matched(Lane lane, Pairing pairing, Instant now) {
    timeToMatch.of(lane).record(Duration.between(pairing.older().since(), now));
  }

  void conflict(Lane lane) {
    conflicts.of(lane).increment();
  }

  void widened(Lane lane, Map<Criterion, Integer> counts) {
    widened.forEach(
        (criterion, counters) -> counters.of(lane).increment(counts.getOrDefault(criterion, 0)));
  }

  void undone(Lane lane) {
    undone.of(lane).increment();
  }

  void requeued(Lane lane) {
    requeued.of(lane).increment();
  }

  void expired(Lane lane, long count) {
    expired.of(lane).increment((double) count);
  }
}
