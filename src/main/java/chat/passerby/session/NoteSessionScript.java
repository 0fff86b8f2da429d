package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says that a connection holds its session, and notes down what it leaves for the next one. A
 * session that Redis has lost is written down again.
 */
final class NoteSessionScript {
  private static final Script SCRIPT = Script.load("note_session");

  private final ScriptRunner runner;
  private final Duration memory;

  /**
   * @param memory how long a session is remembered
   */
  NoteSessionScript(ScriptRunner runner, Duration memory) {
    this.runner = runner;
    this.memory = memory;
  }

  /**
   * Notes down fields of the session's hash.
   *
   * @param fields names and values in turn; none only says that the connection is there
   */
  Future<KeptSessions.Outcome> run(Address self, List<?> fields) {
    List<Object> args = new ArrayList<>();
    args.add(self.epoch());
    args.add(self.node().value());
    args.add(memory.toMillis());
    args.addAll(fields);
    return runner
        .together(SCRIPT, List.of(OpenSessionScript.key(self.session())), args)
        .map(reply -> read(self, reply));
  }

  static KeptSessions.Outcome read(Address self, Response reply) {
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "noted" -> new KeptSessions.Noted();
      case "restored" ->
          new KeptSessions.Restored(
              reply.get(1).toString().isEmpty()
                  ? Optional.empty()
                  : Optional.of(connection(self, reply)));
      case "newer" -> new KeptSessions.Newer(connection(self, reply));
      default -> throw new IllegalStateException("A note was answered by " + kind + ".");
    };
  }

  private static Address connection(Address self, Response reply) {
    return new Address(
        self.session(), Replies.number(reply.get(1)), new NodeId(reply.get(2).toString()));
  }
}
