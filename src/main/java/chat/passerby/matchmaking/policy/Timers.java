package chat.passerby.matchmaking.policy;

import static chat.passerby.matchmaking.policy.Waiter.NEVER;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who is to be looked at again, and when: those who have a {@link Waiter#dueAt}. */
final class Timers {
  private final TreeSet<Waiter> byTime =
      new TreeSet<>(
          Comparator.<Waiter>comparingLong(waiter -> waiter.dueAt)
              .thenComparing(Comparator.naturalOrder()));

  /** Sets when the waiter is due, or with {@link Waiter#NEVER} that it is not. */
  void schedule(Waiter waiter, long dueAt) {
    if (waiter.dueAt == dueAt) {
      return;
    }
    if (waiter.dueAt != NEVER) {
      byTime.remove(waiter);
    }
    waiter.dueAt = dueAt;
    if (dueAt != NEVER) {
      byTime.add(waiter);
    }
  }

  /** Returns one who is due, the longest overdue first, or null. */
  @Nullable Waiter due(long now) {
    return next() <= now ? byTime.first() : null;
  }

  /** When the first is due, or {@link Waiter#NEVER}. */
  long next() {
    return byTime.isEmpty() ? NEVER : byTime.first().dueAt;
  }
}
