package chat.passerby.matchmaking.policy;

import static chat.passerby.matchmaking.policy.TicketGens.SETTINGS;
import static chat.passerby.matchmaking.policy.Tickets.hold;
import static chat.passerby.matchmaking.policy.Tickets.interests;
import static chat.passerby.matchmaking.policy.Tickets.met;
import static chat.passerby.matchmaking.policy.Tickets.ticket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quicktheories.QuickTheory.qt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quicktheories.generators.Generate;

/** What the cap on a pass's work changes, and what it must not. */
class PortionsTest {
  private static final int LOOK_AHEAD = 256;
  private static final int MAX_PAIRS = 3;

  private final NaiveReference reference = new NaiveReference(SETTINGS);

  @Test
  void crowd_ofWhomNobodyMatches_isTakenInPortionsOfTheOldest() {
    WaitingPool pool = new WaitingPool(SETTINGS, LOOK_AHEAD, 100);
    for (int i = 999; i >= 0; i--) {
      pool.put(hold(interests(ticket("s" + i, i / 1000.0), "interest " + i)));
    }
    // The oldest and the youngest of the first two hundred.
    pool.put(hold(interests(ticket("twin", -1), "interest 198")));
    Instant now = Tickets.at(1);
    assertEquals(List.of(), pool.pair(now, 10));
    assertEquals(901, pool.unseen());
    assertEquals(Optional.of(now), pool.nextWidening(now));
    assertEquals(1, pool.pair(now, 10).size());
    assertEquals(801, pool.unseen());
    for (int passes = 0; passes < 9; passes++) {
      assertEquals(Optional.of(now), pool.nextWidening(now));
      assertEquals(List.of(), pool.pair(now, 10));
    }
    assertEquals(Optional.empty(), pool.nextWidening(now));
  }

  /** Of those it has looked at, a pass pairs whom comparing all of them would pair first. */
  @Test
  void pass_ofACrowd_beginsLikeComparingAllItHasSeen() {
    qt().withExamples(400)
        .forAll(TicketGens.crowds(), Generate.range(1, 12), TicketGens.times())
        .checkAssert(this::assertBeginsLikeComparingAllItHasSeen);
  }

  private void assertBeginsLikeComparingAllItHasSeen(
      List<Ticket> tickets, int maxSteps, Instant now) {
    WaitingPool pool = new WaitingPool(SETTINGS, LOOK_AHEAD, maxSteps);
    List<Ticket> crowd = tickets.stream().map(PortionsTest::insistent).toList();
    crowd.forEach(pool::put);
    List<Ticket> left = new ArrayList<>(crowd.stream().sorted(NaiveReference.BY_AGE).toList());
    do {
      List<Pairing> pairs = pool.pair(now, MAX_PAIRS);
      List<Ticket> seen = left.subList(0, left.size() - pool.unseen());
      List<Pairing> expected = reference.pair(seen, now, MAX_PAIRS);
      assertEquals(expected.subList(0, pairs.size()), pairs);
      pairs.forEach(pair -> left.removeAll(List.of(pair.older(), pair.newer())));
    } while (asksForMore(pool, now));
    assertEquals(List.of(), reference.pair(left, now, 1));
  }

  /** However they come, nobody older who accepts either of a pair is left behind. */
  @Test
  void passes_ofPortions_passNobodyOlderOver() {
    qt().withExamples(400)
        .forAll(TicketGens.crowds(), Generate.range(1, 4), Generate.range(1, 8), TicketGens.times())
        .checkAssert(this::assertPassNobodyOlderOver);
  }

  private void assertPassNobodyOlderOver(
      List<Ticket> tickets, int maxSteps, int arriving, Instant now) {
    WaitingPool pool = new WaitingPool(SETTINGS, LOOK_AHEAD, maxSteps);
    List<Ticket> toCome = new ArrayList<>(tickets.stream().map(PortionsTest::insistent).toList());
    List<Ticket> left = new ArrayList<>();
    do {
      List<Ticket> portion = toCome.subList(0, Math.min(arriving, toCome.size()));
      portion.forEach(pool::put);
      left.addAll(portion);
      portion.clear();
      for (Pairing pair : pool.pair(now, MAX_PAIRS)) {
        left.removeAll(List.of(pair.older(), pair.newer()));
        for (Ticket other : left) {
          if (NaiveReference.BY_AGE.compare(other, pair.older()) < 0) {
            assertFalse(
                reference.areCompatible(other, pair.older(), now), () -> other + " " + pair);
            assertFalse(
                reference.areCompatible(other, pair.newer(), now), () -> other + " " + pair);
          }
        }
      }
    } while (!toCome.isEmpty() || asksForMore(pool, now));
    assertEquals(List.of(), reference.pair(left, now, 1));
  }

  /** I6: the passes at one moment end, and whoever could meet then has met. */
  @Test
  void passes_whenThePoolAsks_endAndLeaveNobodyCompatible_I6() {
    qt().withExamples(400)
        .forAll(
            TicketGens.crowds(), TicketGens.times(), Generate.range(1, 256), Generate.range(1, 4))
        .checkAssert(this::assertEndAndLeaveNobodyCompatible);
  }

  private void assertEndAndLeaveNobodyCompatible(
      List<Ticket> tickets, Instant start, int lookAhead, int maxSteps) {
    WaitingPool pool = new WaitingPool(SETTINGS, lookAhead, maxSteps);
    tickets.forEach(pool::put);
    List<Ticket> left = new ArrayList<>(tickets);
    Optional<Instant> due = Optional.of(start);
    int passes = 0;
    while (due.isPresent()) {
      Instant now = due.orElseThrow();
      for (Pairing pair : pool.pair(now, MAX_PAIRS)) {
        assertTrue(reference.areCompatible(pair.older(), pair.newer(), now));
        assertTrue(left.remove(pair.older()) && left.remove(pair.newer()));
      }
      due = pool.nextWidening(now);
      assertTrue(++passes < 100 * (tickets.size() + 1), "the passes do not end");
      if (!due.equals(Optional.of(now))) {
        assertEquals(List.of(), reference.pair(left, now, 1));
      }
    }
  }

  @Test
  void passes_ofACrowdInAnotherOrder_giveTheSame() {
    qt().withExamples(400)
        .forAll(
            TicketGens.crowds(), TicketGens.times(), Generate.range(1, 256), Generate.range(1, 8))
        .checkAssert(PortionsTest::assertGiveTheSame);
  }

  private static void assertGiveTheSame(
      List<Ticket> tickets, Instant now, int lookAhead, int maxSteps) {
    List<Ticket> shuffled = new ArrayList<>(tickets);
    Collections.shuffle(shuffled, new Random(lookAhead));
    assertEquals(
        pairs(tickets, now, lookAhead, maxSteps), pairs(shuffled, now, lookAhead, maxSteps));
  }

  private static List<Pairing> pairs(
      List<Ticket> tickets, Instant now, int lookAhead, int maxSteps) {
    WaitingPool pool = new WaitingPool(SETTINGS, lookAhead, maxSteps);
    tickets.forEach(pool::put);
    List<Pairing> pairs = new ArrayList<>();
    do {
      pairs.addAll(pool.pair(now, MAX_PAIRS));
    } while (asksForMore(pool, now));
    return pairs;
  }

  private static boolean asksForMore(WaitingPool pool, Instant now) {
    return pool.nextWidening(now).equals(Optional.of(now));
  }

  /** With nothing that a lapse of time would change. */
  private static Ticket insistent(Ticket ticket) {
    return hold(met(ticket, Map.of()));
  }
}
