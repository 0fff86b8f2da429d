package chat.passerby.visit.state;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds the news of matches back while this node does not know that it is alive: whoever is told of
 * one must not be let go of a moment later. There are at most a few.
 */
public final class HeldMatches {
  private final Deque<Runnable> held = new ArrayDeque<>(0);
  private boolean current = true;

  /** Tells now, or as soon as this node knows that it is alive; the order stays. */
  public void tell(Runnable news) {
    if (current) {
      news.run();
    } else {
      held.add(news);
    }
  }

  /** Whether this node knows that it is alive. */
  public void alive(boolean now) {
    current = now;
    while (current && !held.isEmpty()) {
      held.remove().run();
    }
  }
}
