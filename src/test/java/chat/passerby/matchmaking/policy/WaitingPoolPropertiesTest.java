package chat.passerby.matchmaking.policy;

import static chat.passerby.matchmaking.policy.TicketGens.SETTINGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quicktheories.QuickTheory.qt;

import chat.passerby.Gens;
import chat.passerby.protocol.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quicktheories.generators.Generate;

/**
 * What holds of the passes over any set of tickets. The invariants' numbers are those of the
 * design.
 */
class WaitingPoolPropertiesTest {
  private static final int UNCAPPED = 1_000;
  private static final int LOOK_AHEAD = 256;

  private final NaiveReference reference = new NaiveReference(SETTINGS);

  @Test
  void pass_anyTickets_sameAsComparingEverybody() {
    qt().withExamples(400)
        .forAll(TicketGens.crowds(), TicketGens.times(), Generate.range(1, 14))
        .checkAssert(this::assertSameAsComparingEverybody);
  }

  private void assertSameAsComparingEverybody(List<Ticket> tickets, Instant now, int maxPairs) {
    assertEquals(
        reference.pair(tickets, now, maxPairs), pool(tickets, LOOK_AHEAD).pair(now, maxPairs));
  }

  @Test
  void pass_anyTickets_pairsNobodyTwiceAndOnlyWhoAcceptEachOther_I1_I2_I9() {
    qt().withExamples(400)
        .forAll(TicketGens.crowds(), TicketGens.times(), Generate.range(1, 256))
        .checkAssert(this::assertPairsNobodyTwiceAndOnlyWhoAcceptEachOther);
  }

  private void assertPairsNobodyTwiceAndOnlyWhoAcceptEachOther(
      List<Ticket> tickets, Instant now, int lookAhead) {
    Set<SessionId> seen = new HashSet<>();
    for (Pairing pair : pool(tickets, lookAhead).pair(now, UNCAPPED)) {
      assertTrue(seen.add(pair.older().session()));
      assertTrue(seen.add(pair.newer().session()));
      assertTrue(NaiveReference.BY_AGE.compare(pair.older(), pair.newer()) < 0);
      assertTrue(reference.areCompatible(pair.older(), pair.newer(), now));
      assertTrue(reference.areCompatible(pair.newer(), pair.older(), now));
      assertFalse(pair.older().blocked().contains(pair.newer().device()));
      assertFalse(pair.newer().blocked().contains(pair.older().device()));
    }
  }

  /** Who accepts whom and what they share is the same seen from either side. */
  @Test
  void pass_ofTwo_isTheSameWhoeverOfThemIsOlder() {
    qt().withExamples(400)
        .forAll(TicketGens.tickets(), TicketGens.tickets(), TicketGens.times())
        .checkAssert(WaitingPoolPropertiesTest::assertIsTheSameWhoeverOfThemIsOlder);
  }

  private static void assertIsTheSameWhoeverOfThemIsOlder(Ticket one, Ticket other, Instant start) {
    Instant now = start.plusSeconds(60);
    Ticket ann = Tickets.as("ann", start, one);
    Ticket bob = Tickets.as("bob", start, other);
    List<Pairing> pairs = pool(List.of(ann, bob), LOOK_AHEAD).pair(start, UNCAPPED);
    List<Pairing> later = pool(List.of(ann, bob), LOOK_AHEAD).pair(now, UNCAPPED);
    Ticket annSecond = Tickets.as("cat", start, one);
    List<Pairing> swapped = pool(List.of(annSecond, bob), LOOK_AHEAD).pair(start, UNCAPPED);
    List<Pairing> swappedLater = pool(List.of(annSecond, bob), LOOK_AHEAD).pair(now, UNCAPPED);
    assertSwapped(pairs, swapped);
    assertSwapped(later, swappedLater);
  }

  private static void assertSwapped(List<Pairing> pairs, List<Pairing> swapped) {
    assertEquals(pairs.size(), swapped.size());
    for (int i = 0; i < pairs.size(); i++) {
      Pairing pair = pairs.get(i);
      Pairing other = swapped.get(i);
      assertEquals(pair.older().criteria(), other.newer().criteria());
      assertEquals(pair.newer(), other.older());
      assertEquals(Set.copyOf(pair.interests()), Set.copyOf(other.interests()));
      assertEquals(pair.language().isPresent(), other.language().isPresent());
    }
  }

  @Test
  void pass_anyTickets_saysWhatIsShared() {
    qt().withExamples(400)
        .forAll(TicketGens.crowds(), TicketGens.times())
        .checkAssert(WaitingPoolPropertiesTest::assertSaysWhatIsShared);
  }

  private static void assertSaysWhatIsShared(List<Ticket> tickets, Instant now) {
    for (Pairing pair : pool(tickets, LOOK_AHEAD).pair(now, UNCAPPED)) {
      List<String> shared = new ArrayList<>(pair.older().criteria().interests());
      shared.retainAll(pair.newer().criteria().interests());
      assertEquals(shared, pair.interests());
      assertEquals(
          NaiveReference.shareLanguage(pair.older(), pair.newer()), pair.language().isPresent());
    }
  }

  @Test
  void pass_ticketsInAnotherOrder_sameResult() {
    qt().withExamples(400)
        .forAll(TicketGens.crowds(), TicketGens.times(), Generate.range(1, 256), Gens.randoms())
        .checkAssert(WaitingPoolPropertiesTest::assertSameResult);
  }

  private static void assertSameResult(
      List<Ticket> tickets, Instant now, int lookAhead, Random random) {
    List<Ticket> shuffled = new ArrayList<>(tickets);
    Collections.shuffle(shuffled, random);
    assertEquals(
        pool(tickets, lookAhead).pair(now, UNCAPPED),
        pool(shuffled, lookAhead).pair(now, UNCAPPED));
  }

  @Test
  void pass_anyTickets_nobodyOlderIsPassedOver() {
    qt().withExamples(400)
        .forAll(
            TicketGens.crowds(), TicketGens.times(), Generate.range(1, 4), Generate.range(1, 14))
        .checkAssert(this::assertNobodyOlderIsPassedOver);
  }

  private void assertNobodyOlderIsPassedOver(
      List<Ticket> tickets, Instant now, int lookAhead, int maxPairs) {
    List<Ticket> left = new ArrayList<>(tickets);
    for (Pairing pair : pool(tickets, lookAhead).pair(now, maxPairs)) {
      left.remove(pair.older());
      left.remove(pair.newer());
      for (Ticket other : left) {
        if (NaiveReference.BY_AGE.compare(other, pair.older()) < 0) {
          assertFalse(reference.areCompatible(other, pair.older(), now), () -> other + " " + pair);
          assertFalse(reference.areCompatible(other, pair.newer(), now), () -> other + " " + pair);
        }
      }
    }
  }

  /** Nobody waits on while two who came later meet, although it suits one of them as well. */
  @Test
  void pass_anyTickets_laterArrivalsOfEqualScoreAreNotPreferred() {
    qt().withExamples(400)
        .forAll(TicketGens.crowds(), TicketGens.times())
        .checkAssert(this::assertLaterArrivalsOfEqualScoreAreNotPreferred);
  }

  private void assertLaterArrivalsOfEqualScoreAreNotPreferred(List<Ticket> tickets, Instant now) {
    List<Pairing> pairs = pool(tickets, LOOK_AHEAD).pair(now, UNCAPPED);
    List<Ticket> left = new ArrayList<>(tickets);
    pairs.forEach(pair -> left.removeAll(List.of(pair.older(), pair.newer())));
    for (Pairing pair : pairs) {
      for (Ticket waiting : left) {
        if (NaiveReference.BY_AGE.compare(waiting, pair.newer()) < 0
            && reference.areCompatible(waiting, pair.older(), now)) {
          assertTrue(
              score(pair.older(), pair.newer(), now) > score(pair.older(), waiting, now),
              () -> waiting + " " + pair);
        }
      }
    }
  }

  /**
   * I6: whoever could meet at any time from now on meets then, in the pass that the pool has asked
   * for.
   */
  @Test
  void passes_whenThePoolAsks_leaveNobodyCompatible_I6() {
    qt().withExamples(400)
        .forAll(TicketGens.crowds(), TicketGens.times(), Generate.range(1, 256))
        .checkAssert(this::assertLeaveNobodyCompatible);
  }

  private void assertLeaveNobodyCompatible(List<Ticket> tickets, Instant start, int lookAhead) {
    WaitingPool pool = pool(tickets, lookAhead);
    List<Ticket> left = new ArrayList<>(tickets);
    Optional<Instant> due = Optional.of(start);
    while (due.isPresent()) {
      Instant now = due.orElseThrow();
      for (Pairing pair : pool.pair(now, UNCAPPED)) {
        left.removeAll(List.of(pair.older(), pair.newer()));
      }
      assertNobodyCompatible(left, now);
      due = pool.nextWidening(now);
      due.ifPresent(next -> assertTrue(next.isAfter(now)));
      assertNobodyCompatible(left, due.orElse(now.plusSeconds(3_600)).minusMillis(1));
    }
  }

  @Test
  void passes_untilNothingWidens_holdersGotWhatTheyInsistedOn() {
    qt().withExamples(400)
        .forAll(TicketGens.crowds())
        .checkAssert(this::assertHoldersGotWhatTheyInsistedOn);
  }

  private void assertHoldersGotWhatTheyInsistedOn(List<Ticket> tickets) {
    WaitingPool pool = pool(tickets, LOOK_AHEAD);
    Optional<Instant> due = pool.nextWidening(Tickets.START);
    while (due.isPresent()) {
      Instant now = due.orElseThrow();
      for (Pairing pair : pool.pair(now, UNCAPPED)) {
        Stream.of(pair.older(), pair.newer())
            .filter(ticket -> ticket.criteria().hold())
            .forEach(
                holder -> {
                  assertTrue(
                      holder.criteria().interests().isEmpty() || !pair.interests().isEmpty());
                  assertTrue(
                      holder.criteria().languages().isEmpty() || pair.language().isPresent());
                  assertFalse(reference.areRecent(pair.older(), pair.newer(), now));
                });
      }
      due = pool.nextWidening(now);
    }
  }

  private static WaitingPool pool(Collection<Ticket> tickets, int lookAhead) {
    WaitingPool pool = new WaitingPool(SETTINGS, lookAhead, UNCAPPED);
    tickets.forEach(pool::put);
    return pool;
  }

  private void assertNobodyCompatible(List<Ticket> tickets, Instant now) {
    for (Ticket one : tickets) {
      for (Ticket other : tickets) {
        assertFalse(reference.areCompatible(one, other, now), () -> now + ": " + one + " " + other);
      }
    }
  }

  private int score(Ticket one, Ticket other, Instant now) {
    return (reference.areRecent(one, other, now) ? 0 : 1_000)
        + 2 * NaiveReference.sharedInterests(one, other)
        + (NaiveReference.shareLanguage(one, other) ? 1 : 0);
  }
}
