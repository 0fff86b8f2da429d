package chat.passerby.gateway.levelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** That a crowd becomes level when a node comes, and is left alone otherwise. */
class LevellingTest {
  private static final int TWO_MINUTES = 120;
  private static final int PER_SECOND = 100;
  private final MovableClock clock = new MovableClock();

  private static final ToIntFunction<List<Integer>> LEAST =
      counts -> counts.indexOf(Collections.min(counts));

  private static ToIntFunction<List<Integer>> chance() {
    Random random = new Random(7);
    return counts -> random.nextInt(counts.size());
  }

  @Test
  void nodeThatComesToTwoFullOnes_isLevelInTwoMinutesAndNobodyMovesTwice() {
    for (int each : List.of(100, 300, 3_000, 10_000)) {
      SimulatedNodes nodes = new SimulatedNodes(LEAST, PER_SECOND);
      nodes.add(each / 2, each / 2);
      nodes.add(each / 2, each / 2);
      nodes.add(0, 0);
      nodes.pass(TWO_MINUTES);
      assertTrue(nodes.unevenness() <= 0.1, () -> each + ": " + nodes.counts());
      assertEquals(1, nodes.mostMoves);
      // No more than has to, by what is in flight when it ends.
      assertTrue(nodes.moves <= each * 2 / 3 + 20, () -> each + ": " + nodes.moves);
      int moved = nodes.moves;
      nodes.pass(600);
      assertEquals(moved, nodes.moves);
    }
  }

  @Test
  void balancerThatChoosesByChance_isLevelInTwoMinutesToo() {
    SimulatedNodes nodes = new SimulatedNodes(chance(), PER_SECOND);
    nodes.add(0, 3_000);
    nodes.add(0, 3_000);
    nodes.add(0, 0);
    nodes.pass(TWO_MINUTES);
    assertTrue(nodes.unevenness() <= 0.1, () -> "" + nodes.counts());
    assertEquals(1, nodes.mostMoves);
  }

  /** However many chat and whoever chooses, nobody is handed to and fro. */
  @Test
  void crowdThatCannotBecomeLevel_isNotSentAround() {
    SimulatedNodes nodes = new SimulatedNodes(chance(), PER_SECOND);
    nodes.add(900, 100);
    nodes.add(900, 100);
    nodes.add(0, 0);
    nodes.pass((int) Stay.REST.toSeconds());
    assertEquals(1, nodes.mostMoves);
  }

  @Test
  void nodeAmongMany_getsItsShareThoughTheOthersAreHardlyAboveTheMean() {
    SimulatedNodes nodes = new SimulatedNodes(LEAST, PER_SECOND);
    for (int i = 0; i < 15; i++) {
      nodes.add(0, 1_000);
    }
    nodes.add(0, 0);
    nodes.pass(TWO_MINUTES);
    assertTrue(nodes.unevenness() <= 0.1, () -> "" + nodes.counts());
  }

  @Test
  void surplus_isHandedOverSlowly() {
    SimulatedNodes nodes = new SimulatedNodes(LEAST, 7);
    nodes.add(0, 10_000);
    nodes.add(0, 0);
    nodes.pass(30);
    assertTrue(nodes.mostInASecond <= 8, () -> "" + nodes.mostInASecond);
    assertTrue(nodes.moves >= 200, () -> "" + nodes.moves);
    SimulatedNodes few = new SimulatedNodes(LEAST, PER_SECOND);
    few.add(0, 200);
    few.add(0, 0);
    few.pass(1);
    assertTrue(few.moves <= 11, () -> "" + few.moves);
  }

  @Test
  void crowd_withinWhatChanceExplains_isLeftAlone() {
    for (List<Integer> counts :
        List.of(
            List.of(10, 30), // too few to matter
            List.of(30, 60), // three deviations are more than that
            List.of(1_090, 1_000, 910), // within a tenth
            List.of(5_000))) {
      SimulatedNodes nodes = new SimulatedNodes(LEAST, PER_SECOND);
      counts.forEach(count -> nodes.add(0, count));
      nodes.pass(60);
      assertEquals(0, nodes.moves, counts::toString);
    }
  }

  @Test
  void zeroPerSecond_handsNobodyOver() {
    SimulatedNodes nodes = new SimulatedNodes(LEAST, 0);
    nodes.add(0, 1_000);
    nodes.add(0, 0);
    nodes.pass(60);
    assertEquals(0, nodes.moves);
  }

  /** Its visitors come to the others anyway, and it counts for nobody's share. */
  @Test
  void nodeThatEnds_handsNobodyOverAndGetsNobody() {
    SimulatedNodes nodes = new SimulatedNodes(LEAST, PER_SECOND);
    nodes.add(0, 1_000);
    nodes.add(0, 1_000);
    nodes.add(0, 0);
    nodes.drain(2);
    nodes.pass(60);
    nodes.drain(0);
    nodes.pass(60);
    assertEquals(0, nodes.moves);
  }

  @Test
  void surplus_onceBegun_isCountedUntilItIsNearlyGone() {
    Surplus surplus = new Surplus();
    assertEquals(0, surplus.of(1_090, List.of(1_000)));
    assertEquals(300, surplus.of(1_600, List.of(1_000)));
    assertEquals(45, surplus.of(1_090, List.of(1_000)));
    assertEquals(0, surplus.of(1_020, List.of(1_000)));
    assertEquals(0, surplus.of(1_090, List.of(1_000)));
    assertEquals(0, surplus.of(500, List.of(1_000)));
  }

  @Test
  void visitor_whoJustCameOrCameBackOrChattedOrWasAsked_isLeftAlone() {
    Instant now = clock.instant();
    Stay stay = new Stay(now, false);
    assertFreeAfter(Stay.ARRIVAL, stay, now);
    assertFreeAfter(Stay.REST, new Stay(now, true), now);
    Instant later = now.plusSeconds(60);
    stay.chatted(later);
    assertFreeAfter(Stay.REPORTS, stay, later);
    assertTrue(!stay.isLeaving(later));
    stay.asked(later);
    assertFreeAfter(Stay.REST, stay, later);
    assertTrue(stay.isLeaving(later.plus(Stay.PATIENCE).minusNanos(1)));
    assertTrue(!stay.isLeaving(later.plus(Stay.PATIENCE)));
  }

  private static void assertFreeAfter(Duration time, Stay stay, Instant now) {
    assertTrue(!stay.isFree(now.plus(time).minusNanos(1)));
    assertTrue(stay.isFree(now.plus(time)));
  }
}
