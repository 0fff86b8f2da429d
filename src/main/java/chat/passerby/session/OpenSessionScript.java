package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Replies;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Raises a session's epoch for a new connection and says where the older one was. */
public final class OpenSessionScript {
  private static final Script SCRIPT = Script.load("open_session");

  private final ScriptRunner runner;
  private final Duration memory;

  /**
   * @param memory how long the epoch outlives the last {@code hello}; at least a token's lifetime,
   *     or an older token could begin again at epoch 1
   */
  public OpenSessionScript(ScriptRunner runner, Duration memory) {
    this.runner = runner;
    this.memory = memory;
  }

  /** What opening a session told. */
  public record Opened(Address address, Optional<NodeId> previousNode) {}

  public Future<Opened> run(SessionId session, NodeId node) {
    return runner
        .run(SCRIPT, List.of(key(session)), List.of(node.value(), memory.toMillis()))
        .map(reply -> opened(session, node, reply));
  }

  private static Opened opened(SessionId session, NodeId node, Response reply) {
    String previous = reply.get(1).toString();
    return new Opened(
        new Address(session, Replies.number(reply.get(0)), node),
        previous.isEmpty() ? Optional.empty() : Optional.of(new NodeId(previous)));
  }

  private static String key(SessionId session) {
    return "passerby:session:{" + session.value() + "}";
  }
}
