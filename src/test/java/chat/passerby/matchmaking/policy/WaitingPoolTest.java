package chat.passerby.matchmaking.policy;

import static chat.passerby.matchmaking.policy.Tickets.at;
import static chat.passerby.matchmaking.policy.Tickets.blocking;
import static chat.passerby.matchmaking.policy.Tickets.device;
import static chat.passerby.matchmaking.policy.Tickets.epoch;
import static chat.passerby.matchmaking.policy.Tickets.hold;
import static chat.passerby.matchmaking.policy.Tickets.interests;
import static chat.passerby.matchmaking.policy.Tickets.languages;
import static chat.passerby.matchmaking.policy.Tickets.met;
import static chat.passerby.matchmaking.policy.Tickets.session;
import static chat.passerby.matchmaking.policy.Tickets.ticket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingPoolTest {
  private final WaitingPool pool = new WaitingPool(PolicySettings.defaults());

  @Test
  void twoStrangers_noWishes_meetAtOnce() {
    put(ticket("ann", 0), ticket("bob", 1));
    assertEquals(List.of("ann+bob"), pass(1));
  }

  @Test
  void interests_ofOneSideOnly_areInsistedOnForFiveSeconds() {
    put(interests(ticket("ann", 0), "chess"), ticket("bob", 1));
    assertEquals(List.of(), pass(1));
    assertEquals(Optional.of(at(5)), pool.nextWidening(at(1)));
    assertEquals(List.of(), pass(4.999));
    assertEquals(List.of("ann+bob"), pass(5));
  }

  @Test
  void languages_notShared_areInsistedOnForTenSeconds() {
    put(languages(ticket("ann", 0), "tr"), languages(ticket("bob", 1), "en-GB"));
    assertEquals(List.of(), pass(10.999));
    assertEquals(List.of("ann+bob"), pass(11));
  }

  @Test
  void languages_ofAnotherRegion_areShared() {
    put(languages(ticket("ann", 0), "en-US"), languages(ticket("bob", 1), "en-GB"));
    assertEquals(Optional.of("en"), pool.pair(at(1), 10).getFirst().language());
  }

  @Test
  void holder_withOtherInterests_waitsForEver() {
    put(hold(interests(ticket("ann", 0), "chess")), interests(ticket("bob", 0), "go"));
    assertEquals(List.of(), pass(0));
    assertEquals(List.of(), pass(100_000));
    assertEquals(Optional.empty(), pool.nextWidening(at(100_000)));
  }

  @Test
  void chooser_ofSeveral_prefersInterestsThenLanguageThenAge() {
    Ticket ann = languages(interests(ticket("ann", 0), "chess", "go", "tea"), "en");
    Ticket oneShared = languages(interests(ticket("bob", 1), "chess"), "en");
    Ticket twoSharedNoLanguage = interests(ticket("cid", 12), "go", "tea");
    Ticket twoShared = languages(interests(ticket("dan", 13), "chess", "tea"), "en");
    Ticket twoSharedLater = languages(interests(ticket("eve", 14), "chess", "tea"), "en");
    put(twoSharedLater, ann, twoSharedNoLanguage, oneShared, twoShared);
    assertEquals(List.of("ann+dan", "bob+eve"), pass(14));
  }

  @Test
  void recentPartners_alone_meetOnceBothHaveWaited() {
    put(met(ticket("ann", 0), Map.of(device("bob"), at(-1))), ticket("bob", 7));
    assertEquals(List.of(), pass(7));
    assertEquals(Optional.of(at(37)), pool.nextWidening(at(7)));
    assertEquals(List.of(), pass(36.999));
    assertEquals(List.of("ann+bob"), pass(37));
  }

  @Test
  void recentPartners_whenTheWindowEnds_meetWithoutTheWait() {
    put(met(ticket("ann", 0), Map.of(device("bob"), at(-290))), ticket("bob", 0));
    assertEquals(List.of(), pass(0));
    assertEquals(Optional.of(at(10)), pool.nextWidening(at(0)));
    assertEquals(List.of("ann+bob"), pass(10));
  }

  @Test
  void recentPartner_besideAStranger_comesLast() {
    Ticket ann = met(interests(ticket("ann", 0), "chess"), Map.of(device("bob"), at(0)));
    put(ann, interests(ticket("bob", 1), "chess"));
    assertEquals(List.of(), pass(1));
    put(ticket("cid", 40));
    assertEquals(List.of("ann+cid"), pass(40));
  }

  @Test
  void recentPartners_ofAHolder_waitForTheWindow() {
    put(hold(met(ticket("ann", 0), Map.of(device("bob"), at(0)))), ticket("bob", 0));
    assertEquals(List.of(), pass(0));
    assertEquals(Optional.of(at(300)), pool.nextWidening(at(0)));
    assertEquals(List.of("ann+bob"), pass(300));
  }

  @Test
  void blockedDevice_byEitherSide_isNeverMet() {
    put(blocking(ticket("ann", 0), device("bob")), ticket("bob", 1));
    assertEquals(List.of(), pass(100_000));
    put(ticket("cid", 100_001));
    assertEquals(List.of("ann+cid"), pass(100_001));
    pool.remove(session("ann"));
    put(blocking(ticket("dan", 100_002), device("bob")));
    assertEquals(List.of(), pass(200_000));
  }

  @Test
  void twoSessions_ofOneDevice_meet() {
    Ticket tab = ticket("ann", 0);
    Ticket otherTab =
        new Ticket(
            session("bob"),
            1,
            tab.node(),
            tab.device(),
            at(1),
            tab.criteria(),
            tab.blocked(),
            tab.recent());
    put(tab, otherTab);
    assertEquals(List.of("ann+bob"), pass(1));
  }

  @Test
  void sameTicket_putAgain_isNotLookedAtAgain() {
    put(ticket("ann", 0));
    assertEquals(List.of(), pass(0));
    put(ticket("ann", 0));
    assertEquals(Optional.empty(), pool.nextWidening(at(0)));
    assertEquals(1, pool.size());
  }

  @Test
  void changedCriteria_whileWaiting_countAtOnce() {
    put(hold(interests(ticket("ann", 0), "chess")), hold(interests(ticket("bob", 0), "go")));
    assertEquals(List.of(), pass(0));
    put(hold(interests(ticket("bob", 0), "Chess")));
    assertEquals(List.of("ann+bob"), pass(0));
  }

  @Test
  void proposed_untilReleased_areNotProposedAgain() {
    put(ticket("ann", 0), ticket("bob", 1));
    assertEquals(List.of("ann+bob"), pass(1));
    put(ticket("cid", 2));
    assertEquals(List.of(), pass(2));
    assertTrue(pool.remove(ticket("bob", 1)));
    pool.release(session("ann"));
    assertEquals(List.of("ann+cid"), pass(3));
  }

  @Test
  void proposedTicket_foundGoneAfterTheSessionCameBack_leavesTheNewWait() {
    put(ticket("ann", 0), ticket("bob", 1));
    assertEquals(List.of("ann+bob"), pass(1));
    put(epoch(ticket("bob", 1), 2));
    assertEquals(List.of(), pass(1));
    assertFalse(pool.remove(ticket("bob", 1)));
    pool.release(session("ann"));
    assertEquals(2, pool.pair(at(1), 10).getFirst().newer().epoch());
  }

  @Test
  void release_ofSomeoneNotProposed_changesNothing() {
    put(ticket("ann", 0));
    assertEquals(List.of(), pass(0));
    pool.release(session("ann"));
    pool.release(session("nobody"));
    assertEquals(Optional.empty(), pool.nextWidening(at(0)));
  }

  @Test
  void passes_capped_serveTheOldestFirstAndAskToGoOn() {
    put(ticket("d", 3), ticket("c", 2), ticket("b", 1), ticket("a", 0));
    assertEquals(List.of("a+b"), names(pool.pair(at(3), 1)));
    assertEquals(Optional.of(at(3)), pool.nextWidening(at(3)));
    put(ticket("e", 4), ticket("f", 5));
    assertEquals(List.of("c+d"), names(pool.pair(at(5), 1)));
    assertEquals(List.of("e+f"), pass(5));
    assertThrows(IllegalArgumentException.class, () -> pool.pair(at(6), 0));
  }

  @Test
  void olderWhoWaitedInVain_beforeANewcomersOwnChoice_choosesFirst() {
    put(interests(ticket("ann", 0), "go"), interests(ticket("bob", 1), "tea"));
    assertEquals(List.of(), pass(1));
    put(interests(ticket("cid", 2), "go", "tea"), interests(ticket("dan", 3), "go", "tea"));
    assertEquals(List.of("ann+cid", "bob+dan"), pass(3));
  }

  @Test
  void time_goingBack_countsAsTheLatestSeen() {
    assertEquals(List.of(), pass(5));
    put(interests(ticket("ann", 0), "chess"), ticket("bob", 0));
    assertEquals(List.of("ann+bob"), pass(1));
  }

  @Test
  void oldest_afterTheOldestLeft_isTheNext() {
    put(ticket("bob", 1), ticket("ann", 0));
    assertEquals(Optional.of(ticket("ann", 0)), pool.oldest());
    assertTrue(pool.remove(session("ann")));
    assertEquals(Optional.of(ticket("bob", 1)), pool.oldest());
    assertTrue(pool.contains(session("bob")));
    assertTrue(pool.remove(session("bob")));
    assertEquals(Optional.empty(), pool.oldest());
  }

  @Test
  void oldest_whileManyComeAndGo_staysTheSame() {
    put(ticket("ann", 0), ticket("bob", 1));
    for (int i = 0; i < 1_000; i++) {
      put(ticket("c" + i, 2));
      pool.remove(session("c" + i));
    }
    assertEquals(Optional.of(ticket("ann", 0)), pool.oldest());
    pool.remove(session("ann"));
    assertEquals(Optional.of(ticket("bob", 1)), pool.oldest());
  }

  private void put(Ticket... tickets) {
    List.of(tickets).forEach(pool::put);
  }

  private List<String> pass(double seconds) {
    return names(pool.pair(at(seconds), 1_000));
  }

  private static List<String> names(List<Pairing> pairs) {
    return pairs.stream()
        .map(pair -> pair.older().session().value() + "+" + pair.newer().session().value())
        .toList();
  }
}
