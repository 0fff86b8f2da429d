package chat.passerby.session;

import chat.passerby.redis.Replies;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Notes something down about a session, for its next connection: see {@link SessionNotes}. */
public final class NoteSessionScript {
  private static final Script SCRIPT = Script.load("note_session");

  private final ScriptRunner runner;

  public NoteSessionScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** Notes down what this connection last searched for. */
  public Future<Boolean> search(Address address, Buffer search) {
    return run(address, "search", search);
  }

  /** Notes down the last rooms that this connection, or one before it, was in. */
  public Future<Boolean> past(Address address, Buffer rooms) {
    return run(address, "past", rooms);
  }

  /** Notes down a room that ended while this was the session's last connection. */
  public Future<Boolean> left(Address address, Buffer left) {
    return run(address, "left", left);
  }

  /** The answer is whether there is no newer connection, which would never read it. */
  private Future<Boolean> run(Address address, String field, Buffer value) {
    return runner
        .run(
            SCRIPT,
            List.of(OpenSessionScript.key(address.session())),
            List.of(address.epoch(), field, value))
        .map(Replies::yes);
  }
}
