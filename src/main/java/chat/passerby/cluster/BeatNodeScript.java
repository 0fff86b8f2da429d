package chat.passerby.cluster;

import chat.passerby.cluster.peer.PeerAddress;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Says that a node lives, and declares dead those that have been silent for too long. */
final class BeatNodeScript {
  private static final Script SCRIPT = Script.load("beat_node");

  private final ScriptRunner runner;

  BeatNodeScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** The answer to a beat. */
  sealed interface Beat {}

  /**
   * The node counts as alive.
   *
   * @param time the time that all nodes agree on, at the moment of the answer
   * @param gateways how many nodes that take visitors are alive
   * @param dead which nodes have been declared dead lately
   * @param peers where nodes take direct links
   * @param open the nodes that take new visitors, each with how many are connected to it
   * @param pairing the nodes that pair, each with how many lanes it pairs
   */
  record Alive(
      Instant time,
      int gateways,
      Set<NodeId> dead,
      Map<NodeId, PeerAddress> peers,
      Map<NodeId, Integer> open,
      Map<NodeId, Integer> pairing)
      implements Beat {}

  /** The node has been declared dead, and others look after what it holds. */
  record Fenced() implements Beat {}

  /**
   * A sign of life.
   *
   * @param crowd its visitors; none for a node that has none by its role
   * @param lanes how many lanes it pairs; none for a node that does not pair
   * @param joins whether the node joins anew and holds nothing from before this beat
   * @param sent when this is sent, in the time that all nodes agree on; nothing when the node does
   *     not know it
   * @param judges whether the node may declare others dead; only one that knows the time may
   * @param address where it takes direct links; nothing when it takes none
   */
  record Sign(
      NodeId node,
      Optional<Crowd> crowd,
      OptionalInt lanes,
      boolean joins,
      Optional<Instant> sent,
      boolean judges,
      Optional<PeerAddress> address) {}

  /**
   * Gives a sign of life.
   *
   * @param silence for how long a living node may be silent
   * @param memory how long it is remembered that a node is dead
   */
  Future<Beat> run(Sign sign, Duration silence, Duration memory) {
    String count = sign.crowd().map(crowd -> Integer.toString(crowd.sessions())).orElse("");
    OptionalInt paired = sign.lanes();
    String lanes = paired.isPresent() ? Integer.toString(paired.getAsInt()) : "";
    boolean open = sign.crowd().filter(Crowd::open).isPresent();
    String sent = sign.sent().map(time -> Long.toString(time.toEpochMilli())).orElse("");
    return runner
        .run(
            SCRIPT,
            List.of(
                NodeKeys.NODES,
                NodeKeys.ONLINE,
                NodeKeys.DEAD,
                NodeKeys.TIME,
                NodeKeys.LINKS,
                NodeKeys.OPEN,
                NodeKeys.PAIRING),
            List.of(
                sign.node().value(),
                count,
                sign.joins() ? "1" : "0",
                silence.toMillis(),
                memory.toMillis(),
                sent,
                sign.judges() && sign.sent().isPresent() ? "1" : "0",
                sign.address().map(PeerAddress::text).orElse(""),
                open ? "1" : "0",
                lanes))
        .map(BeatNodeScript::read);
  }

  private static Beat read(Response reply) {
    if (reply.get(0).toString().equals("fenced")) {
      return new Fenced();
    }
    Set<NodeId> dead = new HashSet<>();
    reply.get(3).forEach(node -> dead.add(new NodeId(node.toString())));
    Map<NodeId, PeerAddress> peers = new HashMap<>();
    Response links = reply.get(4);
    for (int i = 0; i + 1 < links.size(); i += 2) {
      NodeId node = new NodeId(links.get(i).toString());
      PeerAddress.parse(links.get(i + 1).toString()).ifPresent(address -> peers.put(node, address));
    }
    return new Alive(
        Instant.ofEpochMilli(Replies.number(reply.get(1))),
        (int) Replies.number(reply.get(2)),
        Set.copyOf(dead),
        Map.copyOf(peers),
        counts(reply.get(5)),
        counts(reply.get(6)));
  }

  private static Map<NodeId, Integer> counts(Response flat) {
    Map<NodeId, Integer> counts = new HashMap<>();
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      counts.put(new NodeId(flat.get(i).toString()), (int) Replies.number(flat.get(i + 1)));
    }
    return Map.copyOf(counts);
  }
}
