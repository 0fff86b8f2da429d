package chat.passerby.matchmaking.policy;

import static chat.passerby.matchmaking.policy.Tickets.at;
import static chat.passerby.matchmaking.policy.Tickets.blocking;
import static chat.passerby.matchmaking.policy.Tickets.device;
import static chat.passerby.matchmaking.policy.Tickets.interests;
import static chat.passerby.matchmaking.policy.Tickets.ticket;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.protocol.DeviceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the cap on a search changes, and what it must not. */
class LookAheadTest {
  @Test
  void seeker_inAHotInterest_findsWhoSharesTheRareOneToo() {
    WaitingPool pool = pool(2);
    pool.put(interests(ticket("ann", 0), "hot", "rare"));
    pool.put(interests(ticket("bob", 1), "rare"));
    for (int i = 0; i < 10; i++) {
      pool.put(interests(ticket("h" + i, 1 + i * 0.1), "hot"));
    }
    pool.put(interests(ticket("zoe", 3), "hot", "rare"));
    assertEquals("ann+zoe", pass(pool, 3).getFirst());
  }

  @Test
  void seeker_pastTheLookAhead_takesTheOldestOfAnyInterest() {
    WaitingPool pool = pool(1);
    pool.put(interests(ticket("ann", 0), "go", "tea"));
    pool.put(interests(ticket("bob", 2), "go"));
    pool.put(interests(ticket("cid", 1), "tea"));
    pool.put(interests(ticket("dan", 3), "go", "tea"));
    assertEquals("ann+cid", pass(pool, 3).getFirst());
  }

  @Test
  void seeker_behindMoreBarredThanTheLookAhead_isFound() {
    WaitingPool pool = pool(2);
    DeviceId[] crowd =
        IntStream.range(0, 20).mapToObj(i -> device("c" + i)).toArray(DeviceId[]::new);
    for (int i = 0; i < crowd.length; i++) {
      pool.put(interests(blocking(ticket("c" + i, 0), crowd), "go", "tea"));
    }
    Ticket ann = blocking(ticket("ann", 1), Arrays.copyOf(crowd, 19));
    pool.put(interests(ann, "go", "tea"));
    assertEquals(List.of("c19+ann"), pass(pool, 1));
  }

  /** Dan's only acceptor left is asleep when bob, whom he has woken, is taken by someone older. */
  @Test
  void newcomer_whoseWokenOnesAreTaken_wakesMore() {
    WaitingPool pool = pool(1);
    DeviceId[] crowd = {device("ann"), device("bob"), device("cid")};
    pool.put(blocking(ticket("ann", 1), crowd));
    pool.put(interests(blocking(ticket("bob", 2), crowd), "tea"));
    pool.put(blocking(ticket("cid", 3), crowd));
    assertEquals(List.of(), pass(pool, 3));
    assertEquals(List.of(), pass(pool, 7));
    pool.put(interests(ticket("old", 0), "tea"));
    pool.put(blocking(ticket("dan", 8), device("ann")));
    assertEquals(List.of("old+bob", "cid+dan"), pass(pool, 8));
  }

  private static WaitingPool pool(int lookAhead) {
    return new WaitingPool(PolicySettings.defaults(), lookAhead, 1_000);
  }

  private static List<String> pass(WaitingPool pool, double seconds) {
    List<String> names = new ArrayList<>();
    for (Pairing pair : pool.pair(at(seconds), 100)) {
      names.add(pair.older().session().value() + "+" + pair.newer().session().value());
    }
    return names;
  }
}
