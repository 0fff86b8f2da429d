package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Replies;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Says that a node lives, and declares dead those that have been silent for too long. */
final class BeatNodeScript {
  private static final Script SCRIPT = Script.load("beat_node");

  private final ScriptRunner runner;

  BeatNodeScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** What a beat was answered. */
  sealed interface Beat {}

  /**
   * The node counts as alive.
   *
   * @param gateways how many nodes that take visitors are alive
   * @param dead which nodes have been declared dead of late
   */
  record Alive(int gateways, Set<NodeId> dead) implements Beat {}

  /** The node has been declared dead: what it holds is not its own any more. */
  record Fenced() implements Beat {}

  /**
   * Gives a sign of life.
   *
   * @param sessions how many are connected; none for a node that takes no visitors
   * @param joins whether the node holds nothing of the time before this beat
   * @param silence for how long a living node may be silent; zero when this one may not judge
   * @param memory how long it is remembered that a node is dead
   */
  Future<Beat> run(
      NodeId node, OptionalInt sessions, boolean joins, Duration silence, Duration memory) {
    String count = sessions.isPresent() ? Integer.toString(sessions.getAsInt()) : "";
    return runner
        .run(
            SCRIPT,
            List.of(NodeKeys.NODES, NodeKeys.ONLINE, NodeKeys.DEAD),
            List.of(node.value(), count, joins ? "1" : "0", silence.toMillis(), memory.toMillis()))
        .map(BeatNodeScript::read);
  }

  private static Beat read(Response reply) {
    if (reply.get(0).toString().equals("fenced")) {
      return new Fenced();
    }
    Set<NodeId> dead = new HashSet<>();
    for (int i = 2; i < reply.size(); i++) {
      dead.add(new NodeId(reply.get(i).toString()));
    }
    return new Alive((int) Replies.number(reply.get(1)), Set.copyOf(dead));
  }
}
