package chat.passerby.matchmaking.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.quicktheories.QuickTheory.qt;

import chat.passerby.Gens;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.quicktheories.generators.Generate;

class AgeListTest {
  /**
   * Below 50: adds the waiter of that age, or removes it if present; from 50: removes the oldest.
   */
  @Test
  void list_afterAnySteps_isSortedAndComplete() {
    qt().forAll(Gens.lists(Generate.range(0, 60), 0, 120))
        .checkAssert(AgeListTest::assertSortedAndComplete);
  }

  private static void assertSortedAndComplete(List<Integer> steps) {
    List<Waiter> waiters = waiters(50);
    AgeList list = new AgeList();
    TreeSet<Waiter> expected = new TreeSet<>();
    for (int step : steps) {
      if (step >= waiters.size()) {
        if (expected.pollFirst() != null) {
          list.removeOldest();
        }
      } else if (expected.add(waiters.get(step))) {
        list.add(waiters.get(step));
      } else {
        expected.remove(waiters.get(step));
        assertEquals(true, list.remove(waiters.get(step)));
        assertEquals(false, list.remove(waiters.get(step)));
      }
      assertContent(expected, list);
    }
  }

  @Test
  void merge_overlappingLists_givesEachOnceOldestFirst() {
    List<Waiter> waiters = waiters(6);
    AgeList even = new AgeList();
    AgeList all = new AgeList();
    for (Waiter waiter : waiters) {
      all.add(waiter);
      if (waiter.since % 2 == 0) {
        even.add(waiter);
      }
    }
    AgeMerge merge = new AgeMerge(List.of(even, all, new AgeList()));
    List<Waiter> merged = new ArrayList<>();
    for (Waiter next = merge.next(); next != null; next = merge.next()) {
      merged.add(next);
    }
    assertEquals(waiters, merged);
  }

  private static List<Waiter> waiters(int size) {
    List<Waiter> waiters = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      waiters.add(new Waiter(Tickets.ticket("s" + i, i / 1000.0)));
    }
    return waiters;
  }

  private static void assertContent(SortedSet<Waiter> expected, AgeList list) {
    assertEquals(expected.size(), list.size());
    assertEquals(expected.isEmpty(), list.isEmpty());
    Iterator<Waiter> inOrder = expected.iterator();
    for (int i = 0; i < list.size(); i++) {
      assertSame(inOrder.next(), list.get(i));
    }
  }
}
