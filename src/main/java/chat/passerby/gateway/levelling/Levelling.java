package chat.passerby.gateway.levelling;

import chat.passerby.cluster.Neighbours;
import chat.passerby.protocol.NodeId;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.NodeClock;
import io.micrometer.core.instrument.Counter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * Has a node hand visitors over while it has more than its share of all. Each node decides for
 * itself, by the counts that all tell with their heartbeats; one for the whole node, and a {@link
 * LoopShare} for each of its event loops.
 *
 * <p>Where a visitor lands is up to the load balancer, perhaps on the same node. So a node goes
 * down by a part of its surplus each second, which it counts anew each time, and whoever was handed
 * over is left alone for a while.
 */
public final class Levelling {
  private final NodeId self;
  private final Neighbours neighbours;
  private final IntSupplier sessions;
  private final int perSecond;
  private final NodeClock clock;
  private final Counter asked;
  private final Surplus surplus = new Surplus();

  /**
   * @param sessions how many are connected to this node
   * @param perSecond how many visitors are asked to go in a second at most; 0 asks nobody
   */
  public Levelling(
      NodeId self,
      Neighbours neighbours,
      IntSupplier sessions,
      int perSecond,
      NodeClock clock,
      Meters meters) {
    this.self = self;
    this.neighbours = neighbours;
    this.sessions = sessions;
    this.perSecond = perSecond;
    this.clock = clock;
    this.asked =
        meters.counter(
            "passerby_handed_over",
            "Visitors asked to connect elsewhere since this node had more than its share of them");
  }

  /** The share of one event loop. */
  public LoopShare share() {
    return new LoopShare(this, clock, ThreadLocalRandom.current().nextDouble());
  }

  /** How many visitors this node has too many; 0 when it is to hand nobody over. */
  double surplus() {
    Map<NodeId, Integer> others = new HashMap<>(neighbours.open());
    // A node that ends is among those that take visitors no more.
    boolean open = others.remove(self) != null;
    return perSecond > 0 && open && neighbours.isCurrent()
        ? surplus.of(sessions.getAsInt(), others.values())
        : 0;
  }

  int sessions() {
    return sessions.getAsInt();
  }

  int perSecond() {
    return perSecond;
  }

  void asked(int visitors) {
    asked.increment(visitors);
  }
}
