package chat.passerby.matchmaking.policy;

import chat.passerby.matchmaking.policy.Waiter.State;
import org.jspecify.annotations.Nullable;

/** Who has arrived, or come back, and has not been looked at yet: given out oldest first. */
final class Arrivals {
  /** Some have gone, or are in here twice. */
  private final AgeQueue byAge = new AgeQueue();

  void add(Waiter waiter) {
    byAge.add(waiter);
  }

  /** How many are in here; who has gone or is in here twice counts until its turn. */
  int size() {
    return byAge.size();
  }

  /** Returns the oldest, who stays in here until its state is another; or null. */
  @Nullable Waiter oldest() {
    Waiter oldest = byAge.peek();
    while (oldest != null && oldest.state != State.ARRIVED) {
      byAge.removeOldest();
      oldest = byAge.peek();
    }
    return oldest;
  }
}
