package chat.passerby.matchmaking.policy;

import chat.passerby.matchmaking.policy.Waiter.State;
import java.util.Optional;

/** Who of a pool waits longest. Whoever has gone is forgotten in passing. */
final class Seniority {
  /** How many who have gone may be kept beyond one for each who waits. */
  private static final int SLACK = 64;

  /** Everyone who waits, and some who have gone. */
  private final AgeQueue everyone = new AgeQueue();

  /** Adds a newcomer; {@code waiting} is how many there are with this one. */
  void add(Waiter waiter, int waiting) {
    everyone.add(waiter);
    if (everyone.size() > 2 * waiting + SLACK) {
      everyone.removeIf(each -> each.state == State.GONE);
    }
  }

  Optional<Waiter> oldest() {
    Waiter oldest = everyone.peek();
    while (oldest != null && oldest.state == State.GONE) {
      everyone.removeOldest();
      oldest = everyone.peek();
    }
    return Optional.ofNullable(oldest);
  }
}
