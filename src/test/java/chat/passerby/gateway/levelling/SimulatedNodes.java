package chat.passerby.gateway.levelling;

import chat.passerby.cluster.NeighboursFixture;
import chat.passerby.protocol.NodeId;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Nodes that level their visitors behind a load balancer, second by second and without sockets. */
final class SimulatedNodes {
  /** Of one node; two event loops share its sockets. */
  private static final int LOOPS = 2;

  private final MovableClock clock = new MovableClock();
  private final List<Simulated> nodes = new ArrayList<>();
  private final ToIntFunction<List<Integer>> balancer;
  private final int perSecond;

  /** How often a visitor was handed over, the greatest and in all. */
  int mostMoves;

  int moves;

  /** The most that one node handed over in one second. */
  int mostInASecond;

  private static final class Guest {
    private Stay stay;
    private int moves;
    private final boolean chats;

    private Guest(Stay stay, boolean chats) {
      this.stay = stay;
      this.chats = chats;
    }
  }

  private final class Simulated {
    private final NodeId id;
    private final NeighboursFixture neighbours = new NeighboursFixture();
    private final List<LoopShare> loops = new ArrayList<>();
    private final List<List<Guest>> guests = new ArrayList<>();
    private boolean open = true;

    private Simulated(NodeId id) {
      this.id = id;
      Levelling levelling =
          new Levelling(
              id,
              neighbours.neighbours(),
              this::count,
              perSecond,
              clock,
              new Meters(new SimpleMeterRegistry()));
      for (int i = 0; i < LOOPS; i++) {
        loops.add(new LoopShare(levelling, clock, i / (double) LOOPS));
        guests.add(new ArrayList<>());
      }
    }

    private int count() {
      return guests.stream().mapToInt(List::size).sum();
    }

    private void takes(Guest guest) {
      guests.stream().min((a, b) -> a.size() - b.size()).orElseThrow().add(guest);
    }

    private List<Guest> handsOver() {
      List<Guest> going = new ArrayList<>();
      for (int i = 0; i < LOOPS; i++) {
        if (loops.get(i).isUneven()) {
          List<Guest> here = guests.get(i);
          int leaving =
              (int) here.stream().filter(guest -> guest.stay.isLeaving(clock.instant())).count();
          here.stream()
              .filter(guest -> !guest.chats && guest.stay.isFree(clock.instant()))
              .limit(loops.get(i).due(here.size(), leaving))
              .toList()
              .forEach(
                  guest -> {
                    guest.stay.asked(clock.instant());
                    going.add(guest);
                  });
        }
      }
      mostInASecond = Math.max(mostInASecond, going.size());
      return going;
    }
  }

  /**
   * @param balancer which node the next visitor gets, by how many each has
   * @param perSecond how many a node hands over in a second at most
   */
  SimulatedNodes(ToIntFunction<List<Integer>> balancer, int perSecond) {
    this.balancer = balancer;
    this.perSecond = perSecond;
  }

  /** One more node, with so many who chat and so many who do not, all of whom came long ago. */
  void add(int chatting, int idle) {
    Simulated node = new Simulated(new NodeId("node" + nodes.size()));
    for (int i = 0; i < chatting + idle; i++) {
      Stay longAgo = new Stay(clock.instant().minus(Stay.REST), false);
      node.takes(new Guest(longAgo, i < chatting));
    }
    nodes.add(node);
  }

  /** A node takes nobody any more. */
  void drain(int node) {
    nodes.get(node).open = false;
  }

  /** So many seconds pass. */
  void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      Map<NodeId, Integer> counts = new HashMap<>();
      nodes.stream().filter(node -> node.open).forEach(node -> counts.put(node.id, node.count()));
      nodes.forEach(node -> node.neighbours.learnsOpen(counts));
      clock.advance(Duration.ofSeconds(1));
      List<Guest> going = new ArrayList<>();
      nodes.forEach(node -> going.addAll(node.handsOver()));
      going.forEach(this::move);
    }
  }

  private void move(Guest guest) {
    // The new connection stands before the old one goes.
    Simulated next = nodes.get(balancer.applyAsInt(counts()));
    nodes.forEach(node -> node.guests.forEach(here -> here.remove(guest)));
    guest.stay = new Stay(clock.instant(), true);
    guest.moves++;
    moves++;
    mostMoves = Math.max(mostMoves, guest.moves);
    next.takes(guest);
  }

  /** How many visitors each node has. */
  List<Integer> counts() {
    return nodes.stream().map(Simulated::count).toList();
  }

  /** How far the node that differs most from the mean does so, as a part of the mean. */
  double unevenness() {
    double mean = counts().stream().mapToInt(Integer::intValue).average().orElseThrow();
    return counts().stream()
        .mapToDouble(count -> Math.abs(count - mean) / mean)
        .max()
        .orElseThrow();
  }
}
