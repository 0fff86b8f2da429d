package chat.passerby.session;

import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;

/**
 * Forgets the end of a chat: the session's client has read of it. A script for one command, so that
 * those of one turn are one call, in order with the notes of the same sessions.
 */
final class ForgetEndScript {
  private static final Script SCRIPT = Script.load("forget_end");

  private final ScriptRunner runner;

  ForgetEndScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Forgets an end.
   *
   * @param field that holds it in the session's hash
   */
  Future<Void> run(SessionId session, String field) {
    return runner
        .together(SCRIPT, List.of(OpenSessionScript.key(session)), List.of(field))
        .mapEmpty();
  }
}
