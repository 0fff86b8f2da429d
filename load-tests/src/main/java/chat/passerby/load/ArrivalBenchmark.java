package chat.passerby.load;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Newcomers into a lane full of people who cannot match each other, one pass for each. The figure
 * is the time per newcomer.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class ArrivalBenchmark {
  @Param({"1000", "10000", "100000"})
  int waiting;

  private final WaitingPool pool = new WaitingPool(PolicySettings.defaults());
  private Instant now = Crowd.START;
  private Ticket one = newcomer("one", "something new");
  private Ticket other = newcomer("other", "something new");
  private Ticket admirer = one;

  @Setup
  public void fill() {
    Crowd.INCOMPATIBLE.tickets(waiting).forEach(pool::put);
    now = Crowd.START.plusMillis(waiting);
    do {
      require(pool.pair(now, waiting).isEmpty());
    } while (pool.nextWidening(now).equals(Optional.of(now)));
    one = newcomer("one", "something new");
    other = newcomer("other", "something new");
    admirer = newcomer("admirer", "interest of " + waiting / 2 + ", second");
  }

  /** Two who accept each other come, and leave together. */
  @Benchmark
  @OperationsPerInvocation(2)
  public List<Pairing> twoWhoMeet() {
    pool.put(one);
    require(pool.pair(now, 1).isEmpty());
    pool.put(other);
    List<Pairing> pairs = pool.pair(now, 1);
    require(pairs.size() == 1);
    pool.remove(one);
    pool.remove(other);
    return pairs;
  }

  /** Someone comes whom nobody accepts, and gives up. */
  @Benchmark
  public boolean oneWhoWaits() {
    pool.put(one);
    require(pool.pair(now, 1).isEmpty());
    return pool.remove(one);
  }

  /** Someone comes who shares an interest of one of the crowd; that one waits on at its place. */
  @Benchmark
  public boolean oneForSomebodyWaiting() {
    pool.put(admirer);
    List<Pairing> pairs = pool.pair(now, 1);
    require(pairs.size() == 1);
    pool.remove(admirer);
    pool.release(pairs.getFirst().older().session());
    return pool.pair(now, 1).isEmpty();
  }

  private Ticket newcomer(String name, String interest) {
    Criteria criteria = new Criteria(List.of("tea", "go", interest), List.of("en"), false);
    return Crowd.ticket(name, waiting, criteria);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalStateException("The lane is not what is to be measured.");
    }
  }
}
