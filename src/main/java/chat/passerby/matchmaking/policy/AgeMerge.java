package chat.passerby.matchmaking.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks several lists as if they were one: oldest first, and each waiter once, however many of them
 * it stands in.
 */
final class AgeMerge {
  private final List<AgeList> lists;
  private final int[] places;

  /** The lists must not change during the walk. */
  AgeMerge(List<AgeList> lists) {
    this.lists = lists;
    this.places = new int[lists.size()];
  }

  /** Returns the next younger waiter, or null after the youngest. */
  @Nullable Waiter next() {
    Waiter oldest = null;
    for (int i = 0; i < places.length; i++) {
      Waiter head = head(i);
      if (head != null && head != oldest && (oldest == null || head.compareTo(oldest) < 0)) {
        oldest = head;
      }
    }
    for (int i = 0; i < places.length; i++) {
      if (oldest != null && head(i) == oldest) {
        places[i]++;
      }
    }
    return oldest;
  }

  private @Nullable Waiter head(int list) {
    AgeList waiters = lists.get(list);
    return places[list] < waiters.size() ? waiters.get(places[list]) : null;
  }
}
