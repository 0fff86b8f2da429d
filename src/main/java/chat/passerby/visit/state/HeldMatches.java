package chat.passerby.visit.state;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds back the news of matches while this node does not know whether it counts as alive: nobody
 * is to hear of a match and be disconnected a moment later. There are at most a few.
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
