package chat.passerby.redis.link;

import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The figures of a node's connections to Redis; one for the whole node. */
public final class LinkMeters {
  private final Counter commands;
  private final Timer calls;
  private final Counter connects;
  private final Counter losses;
  private final Set<Probe> probes = ConcurrentHashMap.newKeySet();

  public LinkMeters(Meters meters) {
    this.commands = meters.counter("passerby_redis_commands", "Commands that Redis has answered");
    this.calls =
        meters.timer(
            "passerby_redis_call",
            "From a call of Redis to its answer; commands that were sent together are one call",
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2));
    this.connects = meters.counter("passerby_redis_connects", "Connections made to Redis");
    this.losses = meters.counter("passerby_redis_losses", "Connections to Redis that were lost");
    meters.gauge(
        "passerby_redis_probe_age_seconds",
        "How long ago a subscription last proved that it receives: of all here, the longest",
        this::oldestProbe);
  }

  /** Figures of links that nobody watches. */
  static LinkMeters unseen() {
    return new LinkMeters(new Meters(new CompositeMeterRegistry()));
  }

  void answered(int weight, long nanos) {
    commands.increment(weight);
    calls.record(nanos, TimeUnit.NANOSECONDS);
  }

  void connected() {
    connects.increment();
  }

  void lost() {
    losses.increment();
  }

  /** A subscription that begins to prove itself. */
  public Probe probe() {
    Probe probe = new Probe();
    probes.add(probe);
    return probe;
  }

  private double oldestProbe() {
    long now = System.nanoTime();
    return probes.stream().mapToLong(probe -> now - probe.nanos).max().orElse(0)
        / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /** When a subscription last proved that it receives. */
  public final class Probe {
    private volatile long nanos = System.nanoTime();

    private Probe() {}

    /** It does now. */
    public void heard() {
      nanos = System.nanoTime();
    }

    /** It is not wanted any more. */
    public void end() {
      probes.remove(this);
    }
  }
}
