package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.pairing.BenchNode.Visitor;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.TcpProxy;
import chat.passerby.redis.link.RedisEndpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane whose holder is dead, asleep or mistaken goes on with another one. */
class LaneTakeoverTest {
  private final LaneBench bench;
  private final RealRedis redis;
  private final BenchNode other;
  private final StallingClock clock = new StallingClock();

  LaneTakeoverTest(@TempDir Path data) {
    bench = new LaneBench(data);
    redis = bench.redis();
    other = new BenchNode(redis.vertx(), redis.endpoint(), "other");
  }

  @AfterEach
  void stop() {
    clock.goOn();
    bench.close();
  }

  @Test
  void lane_ofADeadHolder_isTheOthersAfterTheTermAndARenewal() {
    TcpProxy proxy = TcpProxy.to(redis.process().port());
    RedisEndpoint endpoint = new RedisEndpoint("redis://127.0.0.1:" + proxy.port());
    new BenchNode(redis.vertx(), endpoint, "dead").pair();
    await("the lease is held", () -> holder().equals("dead"));
    other.pair();
    proxy.close();
    // Redis forgets the lease after this, and the other asks once in each renewal.
    long left = redis.number(Command.PTTL, LaneKeys.lease(LANE));
    assertTrue(left <= LaneLease.TERM.toMillis(), () -> "a term of " + left);
    Visitor anna = other.visitor("anna", 1_000);
    Visitor ben = other.visitor("ben", 2_000);
    bench.enqueue(anna.ticket(), ben.ticket());
    awaitOneRoom(anna, ben);
    assertEquals("other", holder());
    assertTrue(redis.number(Command.PTTL, LaneKeys.lease(LANE)) <= LaneLease.TERM.toMillis());
  }

  @Test
  void holder_thatWakesUpAfterTheTakeover_isRefusedPairByPair() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    BenchNode asleep = new BenchNode(redis.vertx(), redis.endpoint(), "asleep");
    asleep.pair(BenchNode.meters(registry), clock);
    await("the lease is held", () -> holder().equals("asleep"));
    other.pair();
    Visitor anna = asleep.visitor("anna", 1_000);
    Visitor ben = other.visitor("ben", 2_000);
    clock.stall();
    bench.enqueue(anna.ticket());
    await("the holder sleeps", clock::isAsleep);
    bench.enqueue(ben.ticket());
    awaitOneRoom(anna, ben);
    assertEquals("other", holder());

    Visitor cleo = asleep.visitor("cleo", 3_000);
    clock.goOn();
    // It knows nothing of the takeover when it sees these two, and what it claims is gone.
    await("a late claim is refused", () -> conflicts(registry) >= 1);
    Visitor dan = other.visitor("dan", 4_000);
    bench.enqueue(cleo.ticket(), dan.ticket());
    awaitOneRoom(cleo, dan);
    for (Visitor visitor : List.of(anna, ben, cleo, dan)) {
      assertEquals(List.of(new RoomEvent.Matched(visitor.rooms().get(0))), visitor.events());
    }
    assertEquals(2, bench.rooms());
  }

  private static double conflicts(SimpleMeterRegistry registry) {
    return registry.get("passerby_claim_conflicts").counter().count();
  }

  private String holder() {
    return String.valueOf(redis.ask(Command.GET, LaneKeys.lease(LANE)));
  }

  private static void awaitOneRoom(Visitor one, Visitor two) {
    await("both are told", () -> !one.rooms().isEmpty() && !two.rooms().isEmpty());
    assertEquals(one.rooms(), two.rooms());
    assertEquals(1, one.rooms().size());
  }
}
