package chat.passerby.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.cluster.BeatNodeScript.Alive;
import chat.passerby.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final NodeId ONE = new NodeId("one");

  private final AtomicLong nanos = new AtomicLong(-5);
  private final Neighbours neighbours = new Neighbours(nanos::get);

  @Test
  void node_beforeItsFirstBeat_hasNothingToDoubt() {
    pass(Duration.ofHours(1));
    assertTrue(neighbours.isCurrent());
  }

  @Test
  void node_isCurrent_forALeaseAfterItSentABeatThatWasAnswered() {
    long sent = nanos.get();
    pass(Duration.ofSeconds(1));
    learn(sent);
    pass(Neighbours.LEASE.minusSeconds(1).minusNanos(1));
    assertTrue(neighbours.isCurrent());
    pass(Duration.ofNanos(1));
    assertFalse(neighbours.isCurrent());
  }

  /** It was answered before the node was paused, or Redis stood still. */
  @Test
  void answer_readLate_doesNotMakeTheNodeCurrent() {
    long sent = nanos.get();
    pass(Duration.ofSeconds(8));
    learn(sent);
    assertFalse(neighbours.isCurrent());
    learn(nanos.get());
    assertTrue(neighbours.isCurrent());
  }

  @Test
  void death_isToldOnce() {
    List<Set<NodeId>> told = new ArrayList<>();
    neighbours.onDeath(told::add);
    neighbours.learn(
        new Alive(Instant.EPOCH, 1, Set.of(ONE), Map.of(), Map.of(), Map.of()), 0, true);
    neighbours.learn(
        new Alive(Instant.EPOCH, 1, Set.of(ONE), Map.of(), Map.of(), Map.of()), 0, true);
    assertEquals(List.of(Set.of(ONE)), told);
    assertTrue(neighbours.isDead(ONE));
  }

  @Test
  void node_thatHearsAgainThatItIsAlive_tellsSoOnce() {
    AtomicLong told = new AtomicLong();
    neighbours.onCurrent(told::incrementAndGet);
    learn(nanos.get());
    pass(Duration.ofSeconds(8));
    assertTrue(neighbours.isWaking());
    learn(nanos.get() - Duration.ofSeconds(8).toNanos());
    assertEquals(0, told.get());
    learn(nanos.get());
    learn(nanos.get());
    assertEquals(1, told.get());
    assertFalse(neighbours.isWaking());
  }

  /** Then it goes by what it knows: chats on one node go on without Redis. */
  @Test
  void node_whoseBeatFails_isNotCurrentAndNotWaking() {
    AtomicLong awake = new AtomicLong();
    neighbours.onAwake(awake::incrementAndGet);
    learn(nanos.get());
    pass(Duration.ofSeconds(8));
    neighbours.unanswered();
    neighbours.unanswered();
    assertEquals(1, awake.get());
    assertFalse(neighbours.isWaking());
    assertFalse(neighbours.isCurrent());
    learn(nanos.get());
    assertTrue(neighbours.isCurrent());
  }

  private void learn(long sent) {
    neighbours.learn(
        new Alive(Instant.EPOCH, 1, Set.of(), Map.of(), Map.of(), Map.of()), sent, false);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
