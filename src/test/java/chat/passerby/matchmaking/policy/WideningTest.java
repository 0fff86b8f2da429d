package chat.passerby.matchmaking.policy;

import static chat.passerby.matchmaking.policy.Tickets.at;
import static chat.passerby.matchmaking.policy.Tickets.device;
import static chat.passerby.matchmaking.policy.Tickets.hold;
import static chat.passerby.matchmaking.policy.Tickets.interests;
import static chat.passerby.matchmaking.policy.Tickets.languages;
import static chat.passerby.matchmaking.policy.Tickets.met;
import static chat.passerby.matchmaking.policy.Tickets.ticket;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

  private static Optional<Widening> step(Criterion criterion, double seconds) {
    return Optional.of(new Widening(criterion, at(seconds)));
  }
}
