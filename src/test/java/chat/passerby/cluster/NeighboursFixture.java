package chat.passerby.cluster;

import chat.passerby.cluster.BeatNodeScript.Alive;
import chat.passerby.cluster.peer.PeerAddress;
import chat.passerby.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** What a node knows of the others, with beats and pauses as a test wants them. */
public final class NeighboursFixture {
  private final AtomicLong nanos = new AtomicLong();
  private final Neighbours neighbours = new Neighbours(nanos::get);

  public Neighbours neighbours() {
    return neighbours;
  }

  /** Sends a beat that is answered at once. */
  public void beat() {
    answerFromBefore(Duration.ZERO);
  }

  /** Reads the answer to a beat that was sent that long ago. */
  public void answerFromBefore(Duration ago) {
    neighbours.learn(
        new Alive(Instant.EPOCH, 1, Set.of(), Map.of(), Map.of(), Map.of()),
        nanos.get() - ago.toNanos(),
        false);
  }

  /** Learns that a node has been declared dead. */
  public void declaresDead(NodeId node) {
    neighbours.learn(
        new Alive(Instant.EPOCH, 1, Set.of(node), Map.of(), Map.of(), Map.of()),
        nanos.get(),
        false);
  }

  /** Learns where nodes take direct links. */
  public void learns(Map<NodeId, PeerAddress> peers) {
    neighbours.learn(
        new Alive(Instant.EPOCH, 1, Set.of(), peers, Map.of(), Map.of()), nanos.get(), false);
  }

  /** Learns which nodes take new visitors, and how many each has. */
  public void learnsOpen(Map<NodeId, Integer> open) {
    neighbours.learn(
        new Alive(Instant.EPOCH, open.size(), Set.of(), Map.of(), open, Map.of()),
        nanos.get(),
        false);
  }

  /** Learns which nodes pair, and how many lanes each has. */
  public void learnsPairing(Map<NodeId, Integer> pairing) {
    neighbours.learn(
        new Alive(Instant.EPOCH, 1, Set.of(), Map.of(), Map.of(), pairing), nanos.get(), false);
  }

  /** Nothing happens for that long. */
  public void pause(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
