package chat.passerby.gateway;

import chat.passerby.cluster.Neighbours;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds back the news of matches while this node does not know whether it counts as alive: nobody
 * is to hear of a match and be disconnected a moment later. One for each event loop, with at most a
 * few entries for each of its visitors.
 */
public final class HeldNews {
  private final Neighbours neighbours;
  private final Deque<Runnable> held = new ArrayDeque<>(0);

  public HeldNews(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /** Whether this node does not know that it is alive. */
  public boolean isInDoubt() {
    return !neighbours.isCurrent();
  }

  /** Whether this node was paused and has not read everything yet that came meanwhile. */
  public boolean isWaking() {
    return neighbours.isWaking();
  }

  /** Tells now, or as soon as this node knows that it is alive; the order stays. */
  public void tell(Runnable news) {
    if (held.isEmpty() && neighbours.isCurrent()) {
      news.run();
    } else {
      held.add(news);
    }
  }

  /** This node knows again that it is alive. If it is in doubt once more, the rest waits on. */
  public void release() {
    while (!held.isEmpty() && neighbours.isCurrent()) {
      held.remove().run();
    }
  }
}
