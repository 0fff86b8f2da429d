package chat.passerby.matchmaking.pairing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NeighboursFixture;
import chat.passerby.protocol.NodeId;
import chat.passerby.time.MovableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LaneSpreadTest {
  private static final NodeId SELF = new NodeId("self");
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");

  private final MovableClock clock = new MovableClock();
  private final NeighboursFixture nodes = new NeighboursFixture();
  private final LaneSpread spread = new LaneSpread(SELF, nodes.neighbours(), clock);

  @Test
  void lane_ofWhoHasMost_goesToWhoHasFewest() {
    assertEquals(Optional.of(TWO), heir(3, Map.of(SELF, 3, ONE, 1, TWO, 0)));
    assertEquals(Optional.of(ONE), heir(2, Map.of(SELF, 2, ONE, 0, TWO, 0)));
  }

  @Test
  void lane_thatWouldOnlyChangeWhoHasMore_stays() {
    assertEquals(Optional.empty(), heir(3, Map.of(SELF, 3, ONE, 2, TWO, 4)));
    assertEquals(Optional.empty(), heir(3, Map.of(SELF, 0)));
    assertEquals(Optional.empty(), heir(3, Map.of()));
  }

  @Test
  void nextLane_goesWhenAllKnowOfTheFirst() {
    Map<NodeId, Integer> known = Map.of(SELF, 9, ONE, 0);
    assertEquals(Optional.of(ONE), heir(9, known));
    clock.advance(LaneSpread.PAUSE.minusNanos(1));
    assertEquals(Optional.empty(), spread.heir(8));
    clock.advance(Duration.ofNanos(1));
    assertEquals(Optional.of(ONE), spread.heir(8));
  }

  @Test
  void node_thatDoesNotKnowThatItIsAlive_givesNothing() {
    assertTrue(heir(9, Map.of(SELF, 9, ONE, 0)).isPresent());
    nodes.pause(Duration.ofSeconds(10));
    clock.advance(LaneSpread.PAUSE);
    assertEquals(Optional.empty(), spread.heir(9));
  }

  @Test
  void lanesOfANodeThatEnded_areNotGivenBackToIt() {
    Map<NodeId, Integer> known = Map.of(SELF, 3, ONE, 3);
    assertEquals(Optional.empty(), heir(3, known));
    assertEquals(Optional.empty(), spread.heir(6));
    clock.advance(Neighbours.HEARD.minusNanos(1));
    assertEquals(Optional.empty(), spread.heir(6));
    nodes.learnsPairing(Map.of(SELF, 6));
    clock.advance(Duration.ofNanos(1));
    assertEquals(Optional.empty(), spread.heir(6));
  }

  /** Each decides by what was true a second ago. */
  @Test
  void nodesThatCome_haveTheirShareOfTwentyLanesSoonAndThenNothingMoves() {
    Map<NodeId, Integer> lanes = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    lanes.putAll(Map.of(SELF, 20, ONE, 0, TWO, 0));
    Map<NodeId, LaneSpread> all = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    lanes.keySet().forEach(node -> all.put(node, new LaneSpread(node, nodes.neighbours(), clock)));
    Map<NodeId, Integer> known = Map.copyOf(lanes);
    Map<NodeId, Integer> level = Map.of();
    for (int second = 0; second < 120; second++) {
      nodes.learnsPairing(known);
      known = Map.copyOf(lanes);
      clock.advance(Duration.ofSeconds(1));
      all.forEach(
          (node, its) ->
              its.heir(lanes.get(node))
                  .ifPresent(
                      heir -> {
                        lanes.merge(node, -1, Integer::sum);
                        lanes.merge(heir, 1, Integer::sum);
                      }));
      if (second == 60) {
        level = Map.copyOf(lanes);
      }
    }
    assertTrue(level.values().stream().allMatch(count -> count >= 6), level::toString);
    assertEquals(level, lanes);
  }

  private Optional<NodeId> heir(int held, Map<NodeId, Integer> known) {
    nodes.learnsPairing(known);
    Optional<NodeId> atOnce = spread.heir(held);
    clock.advance(Neighbours.HEARD);
    return atOnce.or(() -> spread.heir(held));
  }
}
