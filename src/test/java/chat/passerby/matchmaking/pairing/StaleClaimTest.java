package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.pairing.BenchNode.Visitor;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.room.Room;
import chat.passerby.telemetry.UnseenFaults;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a claim makes of a waiter who has gone since the policy looked. */
class StaleClaimTest {
  private final StallingClock clock = new StallingClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LaneBench bench;
  private final BenchNode node;
  private final Visitor anna;
  private final Visitor ben;

  StaleClaimTest(@TempDir Path data) {
    bench = new LaneBench(data);
    node = new BenchNode(bench.redis().vertx(), bench.redis().endpoint(), "node");
    anna = node.visitor("anna", 1_000);
    ben = node.visitor("ben", 2_000);
  }

  @BeforeEach
  void stallBetweenPolicyAndClaim() {
    node.pair(BenchNode.meters(meters), clock);
    bench.enqueue(anna.ticket());
    await("anna is seen", () -> meters.get("passerby_waiting").gauge().value() == 1);
    clock.stall();
    bench.enqueue(ben.ticket());
    await("the pairing is held up", clock::isAsleep);
  }

  @AfterEach
  void stop() {
    clock.goOn();
    bench.close();
  }

  @Test
  void waiter_whoLeftBeforeTheClaim_isMatchedWithNobodyAndTheOtherIsNext() {
    QueueReply left =
        get(
            new LaneQueue(
                    Runnable::run, bench.runner(), LaneBench.queueMeters(), UnseenFaults.create())
                .withdraw(LANE, LaneBench.address(anna.ticket())));
    assertEquals(new QueueReply.Withdrawn(), left);
    goOnUntilRefused();
    assertEquals(Map.of("ben", ben.ticket()), bench.waiting());

    Visitor cleo = node.visitor("cleo", 3_000);
    bench.enqueue(cleo.ticket());
    Room room = awaitRoom(ben, cleo);
    assertEquals(ben.ticket().session(), room.members().getFirst().address().session());
    assertEquals(List.of(), anna.events());
    assertEquals(1, bench.rooms());
  }

  @Test
  void waiter_whoCameBackBeforeTheClaim_isMatchedByTheNewConnectionOnly() {
    Visitor back = node.reconnected(anna);
    bench.enqueue(back.ticket());
    goOnUntilRefused();
    Room room = awaitRoom(back, ben);
    assertEquals(LaneBench.address(back.ticket()), room.members().getFirst().address());
    assertEquals(List.of(), anna.events());
    assertEquals(Optional.of(room), bench.stored(room.id()));
    assertEquals(1, bench.rooms());
  }

  private void goOnUntilRefused() {
    clock.goOn();
    await(
        "the claim is refused",
        () -> meters.get("passerby_claim_conflicts").counter().count() >= 1);
  }

  private static Room awaitRoom(Visitor one, Visitor other) {
    await("both are told", () -> !one.rooms().isEmpty() && !other.rooms().isEmpty());
    assertEquals(one.rooms(), other.rooms());
    assertEquals(1, one.events().size());
    assertEquals(1, other.events().size());
    return one.rooms().get(0);
  }
}
