package chat.passerby.matchmaking.policy;

import static chat.passerby.matchmaking.policy.Tickets.at;
import static chat.passerby.matchmaking.policy.Tickets.device;
import static chat.passerby.matchmaking.policy.Tickets.hold;
import static chat.passerby.matchmaking.policy.Tickets.interests;
import static chat.passerby.matchmaking.policy.Tickets.languages;
import static chat.passerby.matchmaking.policy.Tickets.met;
import static chat.passerby.matchmaking.policy.Tickets.ticket;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WideningTest {
  private final WaitingPool pool = new WaitingPool(PolicySettings.defaults());

  private final Ticket demanding =
      met(
          languages(interests(ticket("ann", 0), "chess"), "en"),
          Map.of(device("bob"), at(-10), device("cid"), at(-280)));

  @Test
  void widening_overTime_isInterestsThenLanguagesThenRecent() {
    assertEquals(step(Criterion.INTERESTS, 5), pool.widening(demanding, at(0)));
    assertEquals(step(Criterion.INTERESTS, 5), pool.widening(demanding, at(4.999)));
    assertEquals(step(Criterion.LANGUAGES, 10), pool.widening(demanding, at(5)));
    assertEquals(step(Criterion.RECENT, 30), pool.widening(demanding, at(10)));
    assertEquals(Optional.empty(), pool.widening(demanding, at(30)));
  }

  @Test
  void widening_recentPartnersAllOverByThen_isNotOfThem() {
    Ticket ticket = met(ticket("ann", 0), Map.of(device("cid"), at(-270)));
    assertEquals(Optional.empty(), pool.widening(ticket, at(0)));
  }

  @Test
  void widening_onHold_neverComes() {
    assertEquals(Optional.empty(), pool.widening(hold(demanding), at(0)));
  }

  @Test
  void widening_noWishes_neverComes() {
    assertEquals(Optional.empty(), pool.widening(ticket("ann", 0), at(0)));
  }

  @Test
  void widened_byThePassesOfTime_areCountedOnceEach() {
    Ticket holder = hold(languages(interests(ticket("eve", 0), "go"), "de"));
    pool.put(demanding);
    pool.put(hold(interests(ticket("dan", 1), "tea")));
    pool.put(interests(ticket("fay", 1), "jazz"));
    pool.put(holder);
    assertEquals(List.of(), pool.pair(at(1), 10));
    assertEquals(Map.of(), pool.drainWidened());
    assertEquals(List.of(), pool.pair(at(6), 10));
    assertEquals(Map.of(Criterion.INTERESTS, 2), pool.drainWidened());
    assertEquals(1, pool.pair(at(10), 10).size());
    assertEquals(Map.of(Criterion.LANGUAGES, 1), pool.drainWidened());
    assertEquals(Map.of(), pool.drainWidened());
  }

  @Test
  void widened_forRecentPartners_isCountedWhenTheyMeet() {
    pool.put(met(ticket("ann", 0), Map.of(device("bob"), at(-1))));
    pool.put(ticket("bob", 2));
    assertEquals(List.of(), pool.pair(at(29), 10));
    assertEquals(Map.of(), pool.drainWidened());
    assertEquals(1, pool.pair(at(32), 10).size());
    assertEquals(Map.of(Criterion.RECENT, 1), pool.drainWidened());
  }

  @Test
  void widened_beforeArrival_isNotCounted() {
    pool.put(demanding);
    assertEquals(List.of(), pool.pair(at(60), 10));
    assertEquals(Map.of(), pool.drainWidened());
  }

  private static Optional<Widening> step(Criterion criterion, double seconds) {
    return Optional.of(new Widening(criterion, at(seconds)));
  }
}
