package chat.passerby.session;

import chat.passerby.protocol.RoomId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/**
 * Notes down for a session's next connection that a chat is over. Only that one room is sent: all
 * past ones together were most of what a chat cost on its way to Redis.
 */
final class NoteEndScript {
  private static final Script SCRIPT = Script.load("note_end");

  private final ScriptRunner runner;
  private final Duration memory;
  private final int most;

  /**
   * @param memory how long a session is remembered
   * @param most how many past rooms are kept with it
   */
  NoteEndScript(ScriptRunner runner, Duration memory, int most) {
    this.runner = runner;
    this.memory = memory;
    this.most = most;
  }

  /**
   * Notes the end of a chat.
   *
   * @param past the room as one of the past ones
   * @param left the end
   */
  Future<KeptSessions.Outcome> run(Address self, RoomId room, Buffer past, Buffer left) {
    List<Object> args =
        List.of(
            self.epoch(), self.node().value(), memory.toMillis(), room.value(), left, past, most);
    return runner
        .together(SCRIPT, List.of(OpenSessionScript.key(self.session())), args)
        .map(reply -> NoteSessionScript.read(self, reply));
  }
}
