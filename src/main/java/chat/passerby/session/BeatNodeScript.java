package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Replies;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Says that a node lives and how many sessions it has; forgets those that have long been silent.
 */
final class BeatNodeScript {
  private static final Script SCRIPT = Script.load("beat_node");

  private final ScriptRunner runner;

  BeatNodeScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** The answer is the time of the beat by the clock of Redis. */
  Future<Instant> run(NodeId node, int sessions, Duration memory) {
    return runner
        .run(
            SCRIPT,
            List.of(NodeKeys.NODES, NodeKeys.ONLINE),
            List.of(node.value(), sessions, memory.toMillis()))
        .map(reply -> Instant.ofEpochMilli(Replies.number(reply)));
  }
}
