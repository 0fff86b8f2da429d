package chat.passerby.matchmaking.policy;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Waiters in order of age, oldest first.
 *
 * <p>An array with free room at both ends. Newcomers are nearly always the youngest and the served
 * nearly always among the oldest, so both ends cost O(1); in between, the shorter side moves by one
 * place.
 */
final class AgeList {
  private static final int FIRST_CAPACITY = 1;
  private static final @Nullable Waiter[] NOTHING = {};

  private @Nullable Waiter[] items = NOTHING;
  private int from;
  private int to;

  static AgeList of(Waiter waiter) {
    AgeList list = new AgeList();
    list.add(waiter);
    return list;
  }

  int size() {
    return to - from;
  }

  boolean isEmpty() {
    return from == to;
  }

  /** Returns the waiter at this place, 0 being the oldest. */
  Waiter get(int place) {
    return requireNonNull(items[from + place]);
  }

  void add(Waiter waiter) {
    int index = isEmpty() || get(size() - 1).compareTo(waiter) <= 0 ? to : indexOf(waiter);
    if (index - from < to - index && from > 0) {
      System.arraycopy(items, from, items, from - 1, index - from);
      from--;
      items[index - 1] = waiter;
      return;
    }
    if (to == items.length) {
      index -= from;
      makeRoom();
    }
    System.arraycopy(items, index, items, index + 1, to - index);
    items[index] = waiter;
    to++;
  }

  /** Takes out the waiter of exactly this age and session, of which there is at most one. */
  boolean remove(Waiter waiter) {
    int index = indexOf(waiter);
    if (index == to || items[index] != waiter) {
      return false;
    }
    if (index - from < to - index - 1) {
      System.arraycopy(items, from, items, from + 1, index - from);
      items[from++] = null;
    } else {
      System.arraycopy(items, index + 1, items, index, to - index - 1);
      items[--to] = null;
    }
    resetIfEmpty();
    return true;
  }

  void removeOldest() {
    items[from++] = null;
    resetIfEmpty();
  }

  /** The first index whose waiter is not older than this one. */
  private int indexOf(Waiter waiter) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (requireNonNull(items[middle]).compareTo(waiter) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Moves everything to the start, into a larger array unless half of this one is free. */
  private void makeRoom() {
    int size = size();
    @Nullable Waiter[] roomy =
        size < items.length / 2 ? items : new Waiter[Math.max(FIRST_CAPACITY, items.length * 2)];
    System.arraycopy(items, from, roomy, 0, size);
    if (roomy == items) {
      Arrays.fill(items, Math.max(size, from), to, null);
    }
    items = roomy;
    from = 0;
    to = size;
  }

  /** Gives a burst's memory back. */
  private void resetIfEmpty() {
    if (isEmpty()) {
      items = NOTHING;
      from = 0;
      to = 0;
    }
  }
}
