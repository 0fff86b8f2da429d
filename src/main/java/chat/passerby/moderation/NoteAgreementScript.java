package chat.passerby.moderation;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import java.util.List;

/** Notes whether the other gateway of a reported chat has seen the same. */
final class NoteAgreementScript {
  private static final Script SCRIPT = Script.load("note_agreement");

  private final ScriptRunner runner;

  NoteAgreementScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Notes it.
   *
   * @param report its key
   * @return false when it is known already or there is no such report
   */
  Future<Boolean> run(String report, boolean agrees) {
    return runner.run(SCRIPT, List.of(report), List.of(agrees ? "1" : "0")).map(Replies::yes);
  }
}
