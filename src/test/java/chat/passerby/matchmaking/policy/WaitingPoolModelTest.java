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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

/**
 * Does random things to a pool, and after each pass compares it with what the naive reference makes
 * of the same tickets from scratch: what the pool remembers from one pass to the next must make no
 * difference.
 */
class WaitingPoolModelTest {
  private static final int LOOK_AHEAD = 256;

  @Test
  void passes_afterAnySteps_sameAsFromScratch() {
    qt().withExamples(600)
        .forAll(steps())
        .checkAssert(WaitingPoolModelTest::assertSameAsFromScratch);
  }

  private static void assertSameAsFromScratch(List<Step> steps) {
    Model model = new Model(LOOK_AHEAD);
    steps.forEach(model::run);
  }

  @Test
  void passes_withASmallLookAhead_leaveNobodyCompatible() {
    qt().withExamples(600)
        .forAll(steps(), Generate.range(1, 3))
        .checkAssert(WaitingPoolModelTest::assertLeaveNobodyCompatible);
  }

  private static void assertLeaveNobodyCompatible(List<Step> steps, int lookAhead) {
    Model model = new Model(lookAhead);
    steps.forEach(model::run);
  }

  /** One thing that happens to a pool. */
  sealed interface Step {
    /** Someone comes, or someone's ticket changes. */
    record Put(Ticket ticket) implements Step {}

    /** Someone goes. */
    record Remove(SessionId session) implements Step {}

    /** Time goes on, and a pass is made. */
    record Pass(int seconds, int maxPairs) implements Step {}

    /**
     * The claim of one of the proposed pairs comes back; after a failed one each side may still be
     * there.
     */
    record Claim(int index, boolean succeeded, boolean olderStays, boolean newerStays)
        implements Step {}
  }

  /** Random steps: most of them put somebody in or make a pass. */
  private static Gen<List<Step>> steps() {
    Gen<Boolean> coin = Generate.booleans();
    Gen<Integer> seconds = Generate.range(0, 20);
    Gen<Integer> maxPairs = Generate.pick(List.of(1, 2, 100));
    Gen<Step> put =
        TicketGens.tickets().zip(Generate.longRange(1, 2), Tickets::epoch).map(Step.Put::new);
    Gen<Step> remove = TicketGens.sessions().map(Step.Remove::new);
    Gen<Step> pass = seconds.zip(maxPairs, Step.Pass::new);
    Gen<Step> claim = Generate.range(0, 30).zip(coin, coin, coin, Step.Claim::new);
    return Gens.lists(
        Gens.oneOf(List.of(put, put, put, put, put, put, remove, pass, pass, pass, claim, claim)),
        0,
        60);
  }

  /** The pool under test beside plain collections that say what it should contain. */
  private static final class Model {
    private final WaitingPool pool;
    private final boolean isExact;
    private final NaiveReference reference = new NaiveReference(SETTINGS);
    private final Map<SessionId, Ticket> tickets = new HashMap<>();
    private final Set<SessionId> proposed = new HashSet<>();
    private final List<Pairing> claims = new ArrayList<>();
    private Instant now = Tickets.START;

    Model(int lookAhead) {
      pool = new WaitingPool(SETTINGS, lookAhead, 1_000);
      isExact = lookAhead == LOOK_AHEAD;
    }

    void run(Step step) {
      switch (step) {
        case Step.Put put -> put(put.ticket());
        case Step.Remove remove -> remove(remove.session());
        case Step.Pass pass -> pass(pass);
        case Step.Claim claim -> claim(claim);
      }
      assertEquals(tickets.size(), pool.size());
      assertEquals(
          tickets.values().stream().min(NaiveReference.BY_AGE).map(Ticket::since),
          pool.oldest().map(Ticket::since));
    }

    private void put(Ticket ticket) {
      pool.put(ticket);
      tickets.put(ticket.session(), ticket);
    }

    private void remove(SessionId session) {
      assertEquals(tickets.remove(session) != null, pool.remove(session));
      assertFalse(pool.contains(session));
      proposed.remove(session);
    }

    private void claim(Step.Claim claim) {
      if (claims.isEmpty()) {
        return;
      }
      Pairing pair = claims.remove(claim.index() % claims.size());
      conclude(pair.older(), !claim.succeeded() && claim.olderStays());
      conclude(pair.newer(), !claim.succeeded() && claim.newerStays());
    }

    private void conclude(Ticket ticket, boolean stays) {
      proposed.remove(ticket.session());
      if (stays) {
        pool.release(ticket.session());
        return;
      }
      Optional<Ticket> present =
          Optional.ofNullable(tickets.get(ticket.session()))
              .filter(other -> other.epoch() == ticket.epoch())
              .filter(other -> other.since().equals(ticket.since()));
      present.ifPresent(same -> tickets.remove(same.session()));
      assertEquals(present.isPresent(), pool.remove(ticket));
    }

    private void pass(Step.Pass pass) {
      now = now.plusSeconds(pass.seconds());
      List<Pairing> expected = reference.pair(available(), now, pass.maxPairs());
      List<Pairing> pairs = pool.pair(now, pass.maxPairs());
      if (isExact) {
        assertEquals(expected, pairs);
      }
      for (Pairing pair : pairs) {
        assertTrue(reference.areCompatible(pair.older(), pair.newer(), now));
        for (Ticket ticket : List.of(pair.older(), pair.newer())) {
          assertEquals(tickets.get(ticket.session()), ticket);
          assertTrue(proposed.add(ticket.session()));
        }
      }
      claims.addAll(pairs);
      if (pairs.size() < pass.maxPairs()) {
        assertEquals(List.of(), reference.pair(available(), now, 1));
        pool.nextWidening(now).ifPresent(next -> assertTrue(next.isAfter(now)));
      }
    }

    private List<Ticket> available() {
      return tickets.values().stream()
          .filter(ticket -> !proposed.contains(ticket.session()))
          .toList();
    }
  }
}
