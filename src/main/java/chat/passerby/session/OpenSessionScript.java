package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Raises a session's epoch for a new connection, and says where the older one was and what it left
 * behind.
 */
public final class OpenSessionScript {
  private static final Script SCRIPT = Script.load("open_session");

  private final ScriptRunner runner;
  private final Duration memory;

  /**
   * @param memory how long a session is remembered after the last word of it
   */
  public OpenSessionScript(ScriptRunner runner, Duration memory) {
    this.runner = runner;
    this.memory = memory;
  }

  /**
   * What is known of a session when it is opened.
   *
   * @param previous its last connection; none for a new session
   * @param notes what earlier connections have noted down
   */
  public record Opened(Address address, Optional<Address> previous, SessionNotes notes) {}

  /**
   * Opens a session.
   *
   * @param from where it connects from
   */
  public Future<Opened> run(SessionId session, NodeId node, AddressTag from) {
    return runner
        .together(
            SCRIPT, List.of(key(session)), List.of(node.value(), memory.toMillis(), from.value()))
        .map(reply -> opened(session, node, reply));
  }

  private static Opened opened(SessionId session, NodeId node, Response reply) {
    return new Opened(
        new Address(session, Replies.number(reply.get(0)), node),
        previous(session, reply),
        new SessionNotes(
            note(reply.get(3)),
            note(reply.get(4)),
            reply.get(5).stream().map(Response::toBuffer).toList()));
  }

  private static Optional<Address> previous(SessionId session, Response reply) {
    String node = reply.get(2).toString();
    return node.isEmpty()
        ? Optional.empty()
        : Optional.of(new Address(session, Replies.number(reply.get(1)), new NodeId(node)));
  }

  private static Optional<Buffer> note(Response value) {
    return Optional.of(value.toBuffer()).filter(bytes -> bytes.length() > 0);
  }

  /** The key of a session's hash. */
  static String key(SessionId session) {
    return "passerby:session:{" + session.value() + "}";
  }
}
