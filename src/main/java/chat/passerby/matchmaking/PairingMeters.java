package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.room.Lane;
import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The figures of pairing, by lane; one for the whole node. */
public final class PairingMeters {
  private static final String LANE = "lane";

  private final Labelled<Lane, AtomicLong> waiting;
  private final Labelled<Lane, Timer> timeToMatch;
  private final Labelled<Lane, Timer> pass;
  private final Labelled<Lane, Counter> conflicts;
  private final Labelled<Lane, Counter> undone;

  public PairingMeters(Meters meters, List<Lane> lanes) {
    this.waiting =
        meters.gauges("passerby_waiting", "Tickets in lanes paired here", LANE, lanes, Lane::name);
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
        meters.counters(
            "passerby_claim_conflicts",
            "Pairs of which one was not waiting any more when they were claimed",
            LANE,
            lanes,
            Lane::name);
    this.undone =
        meters.counters(
            "passerby_matches_undone",
            "Matches undone since one side was gone: the other waits on",
            LANE,
            lanes,
            Lane::name);
  }

  void waiting(Lane lane, int count) {
    waiting.of(lane).set(count);
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

  void undone(Lane lane) {
    undone.of(lane).increment();
  }
}
