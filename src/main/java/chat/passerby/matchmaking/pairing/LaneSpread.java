package chat.passerby.matchmaking.pairing;

import chat.passerby.cluster.Neighbours;
import chat.passerby.protocol.NodeId;
import chat.passerby.time.NodeClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides to whom a node gives one of its lanes, so that all nodes that pair have about as many. To
 * be called on one thread.
 */
public final class LaneSpread {
  /** From one lane to the next: by then all nodes know of the first. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  private final NodeId self;
  private final Neighbours neighbours;
  private final NodeClock clock;
  private long quietUntil;
  private int heldBefore;

  public LaneSpread(NodeId self, Neighbours neighbours, NodeClock clock) {
    this.self = self;
    this.neighbours = neighbours;
    this.clock = clock;
    this.quietUntil = clock.nanos() + PAUSE.toNanos();
  }

  /**
   * Who is to get a lane now.
   *
   * @param held how many this node has
   * @return the node that has fewest, if it would not have more than this one then
   */
  Optional<NodeId> heir(int held) {
    if (held > heldBefore) {
      // Whoever had it may have ended, and still be known here as one that pairs.
      quietUntil = clock.nanos() + Neighbours.HEARD.toNanos();
    }
    heldBefore = held;
    if (!neighbours.isCurrent() || clock.nanos() - quietUntil < 0) {
      return Optional.empty();
    }
    Map<NodeId, Integer> others = new HashMap<>(neighbours.pairing());
    others.remove(self);
    others.keySet().removeAll(neighbours.dead());
    Optional<NodeId> heir =
        others.entrySet().stream()
            .filter(other -> held - other.getValue() >= 2)
            .min(
                Map.Entry.<NodeId, Integer>comparingByValue()
                    .thenComparing(other -> other.getKey().value(), Comparator.naturalOrder()))
            .map(Map.Entry::getKey);
    if (heir.isPresent()) {
      quietUntil = clock.nanos() + PAUSE.toNanos();
    }
    return heir;
  }
}
