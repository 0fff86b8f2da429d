package chat.passerby.matchmaking.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waiters given out oldest first, whatever the order in which they came.
 *
 * <p>Nearly all come in order of age. They stand in a line, where each costs the same however many
 * there are. In a heap each would cost the logarithm of the crowd, most of it in cache misses. Only
 * who is older than the last in the line goes into one.
 */
final class AgeQueue {
  private final Deque<Waiter> inOrder = new ArrayDeque<>();
  private final PriorityQueue<Waiter> others = new PriorityQueue<>();

  void add(Waiter waiter) {
    Waiter last = inOrder.peekLast();
    if (last == null || last.compareTo(waiter) <= 0) {
      inOrder.addLast(waiter);
    } else {
      others.add(waiter);
    }
  }

  /** Returns the oldest, or null. */
  @Nullable Waiter peek() {
    Waiter first = inOrder.peekFirst();
    Waiter other = others.peek();
    return other == null || (first != null && first.compareTo(other) <= 0) ? first : other;
  }

  /** Takes the oldest out, if there is one. */
  void removeOldest() {
    Waiter oldest = peek();
    if (oldest != null && oldest == others.peek()) {
      others.remove();
    } else {
      inOrder.pollFirst();
    }
  }

  void removeIf(Predicate<Waiter> gone) {
    inOrder.removeIf(gone);
    others.removeIf(gone);
  }

  int size() {
    return inOrder.size() + others.size();
  }
}
