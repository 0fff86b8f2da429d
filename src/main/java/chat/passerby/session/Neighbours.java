package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What this node knows of the others: which have been declared dead, and whether any takes
 * visitors. May be asked on any thread.
 */
public final class Neighbours {
  private final List<Consumer<Set<NodeId>>> listeners = new CopyOnWriteArrayList<>();
  private volatile Set<NodeId> dead = Set.of();
  private volatile int gateways;
  private volatile long learnedNanos = System.nanoTime();

  /** Whether a node has been declared dead and has not joined anew since. */
  public boolean isDead(NodeId node) {
    return dead.contains(node);
  }

  /** The nodes that have been declared dead of late. */
  public Set<NodeId> dead() {
    return dead;
  }

  /**
   * Whether this node knows that it counts as alive. After a pause it does not until its next
   * heartbeat is answered: what has come in meanwhile may be done elsewhere long ago.
   */
  public boolean isCurrent() {
    return System.nanoTime() - learnedNanos < NodeRegistry.SILENCE.toNanos();
  }

  /** How many nodes take visitors, this one included if it does. */
  public int gateways() {
    return gateways;
  }

  /**
   * Has {@code listener} told of each death, once; it is called on the heartbeat's thread and must
   * go over to its own.
   */
  public void onDeath(Consumer<Set<NodeId>> listener) {
    listeners.add(listener);
  }

  /** Takes what a beat was answered. */
  void learn(BeatNodeScript.Alive news) {
    Set<NodeId> fresh = new HashSet<>(news.dead());
    fresh.removeAll(dead);
    dead = news.dead();
    gateways = news.gateways();
    learnedNanos = System.nanoTime();
    if (!fresh.isEmpty()) {
      listeners.forEach(listener -> listener.accept(fresh));
    }
  }
}
