package chat.passerby.load;

import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Everybody arrives at once, as after a takeover or a Redis outage, and passes go on until nobody
 * is left who can be paired. The figure is {@code tickets}: time per ticket, from its arrival to
 * its place in a claimed pair or among those who wait on.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
@State(Scope.Thread)
public class BurstBenchmark {
  private static final int MAX_PAIRS = 256;

  @Param({"1000", "10000", "100000"})
  int arriving;

  @Param Crowd crowd;

  private List<Ticket> tickets = List.of();

  /** Counts tickets, so that the time is given for each. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Counted {
    /** Read by the harness. */
    public long tickets;
  }

  @Setup
  public void prepare() {
    tickets = crowd.tickets(arriving);
  }

  @Benchmark
  public WaitingPool burst(Counted counted) {
    WaitingPool pool = new WaitingPool(PolicySettings.defaults());
    tickets.forEach(pool::put);
    Instant now = Crowd.START.plusMillis(arriving);
    do {
      for (Pairing pair : pool.pair(now, MAX_PAIRS)) {
        pool.remove(pair.older());
        pool.remove(pair.newer());
      }
    } while (pool.nextWidening(now).equals(Optional.of(now)));
    counted.tickets += tickets.size();
    return pool;
  }
}
