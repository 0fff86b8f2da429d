package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
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

/** Notes down the end of a chat of which no connection of a session may have heard. */
final class NoteLeftScript {
  private static final Script SCRIPT = Script.load("note_left");

  private final ScriptRunner runner;
  private final Duration memory;

  /**
   * @param memory how long a session is remembered that Redis did not know
   */
  NoteLeftScript(ScriptRunner runner, Duration memory) {
    this.runner = runner;
    this.memory = memory;
  }

  /**
   * Notes the end down, unless a connection of the session has heard of it.
   *
   * @return where the session was connected last; empty when it has heard, or nobody knows
   */
  Future<Optional<Address>> run(SessionId session, RoomId room, Buffer note) {
    return runner
        .together(
            SCRIPT,
            List.of(OpenSessionScript.key(session)),
            List.of(room.value(), note, memory.toMillis()))
        .map(reply -> read(session, reply));
  }

  private static Optional<Address> read(SessionId session, Response reply) {
    if (reply.get(0).toString().equals("known") || reply.get(1).toString().isEmpty()) {
      return Optional.empty();
    }
    NodeId node = new NodeId(reply.get(2).toString());
    return Optional.of(new Address(session, Replies.number(reply.get(1)), node));
  }
}
