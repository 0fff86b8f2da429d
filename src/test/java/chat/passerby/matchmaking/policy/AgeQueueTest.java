package chat.passerby.matchmaking.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgeQueueTest {
  private final AgeQueue queue = new AgeQueue();

  @Test
  void waiters_whateverTheirOrder_comeOutOldestFirst() {
    Random random = new Random(7);
    PriorityQueue<Waiter> expected = new PriorityQueue<>();
    for (int i = 0; i < 5_000; i++) {
      if (random.nextInt(3) > 0) {
        // Mostly in order, as people come; some long after their time, as after a failed claim.
        Waiter waiter = waiter(i, random.nextInt(10) > 0 ? i : random.nextInt(5_000));
        queue.add(waiter);
        expected.add(waiter);
      } else {
        assertSame(expected.poll(), queue.peek());
        queue.removeOldest();
      }
      assertEquals(expected.size(), queue.size());
    }
    while (!expected.isEmpty()) {
      assertSame(expected.poll(), queue.peek());
      queue.removeOldest();
    }
    assertNull(queue.peek());
  }

  @Test
  void oneThatIsInItTwice_comesOutTwice() {
    Waiter older = waiter(1, 10);
    Waiter younger = waiter(2, 20);
    List.of(older, younger, older).forEach(queue::add);
    List<Waiter> out = new ArrayList<>();
    while (queue.peek() != null) {
      out.add(queue.peek());
      queue.removeOldest();
    }
    assertEquals(List.of(older, older, younger), out);
  }

  @Test
  void whoIsGone_isTakenOutOfBothPlaces() {
    Waiter inOrder = waiter(1, 20);
    Waiter late = waiter(2, 10);
    Waiter stays = waiter(3, 30);
    List.of(inOrder, late, stays).forEach(queue::add);
    queue.removeIf(waiter -> waiter != stays);
    assertEquals(1, queue.size());
    assertSame(stays, queue.peek());
  }

  private static Waiter waiter(int number, int sinceMillis) {
    return new Waiter(Tickets.ticket("s" + number, sinceMillis / 1000.0));
  }
}
