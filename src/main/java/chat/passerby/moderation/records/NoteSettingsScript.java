package chat.passerby.moderation.records;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Notes the settings in force, when they have changed. */
final class NoteSettingsScript {
  private static final Script SCRIPT = Script.load("note_settings");

  static final String NOTES = "passerby:{measures}:settings";

  private final ScriptRunner runner;
  private final int most;

  /**
   * @param most how many notes are kept
   */
  NoteSettingsScript(ScriptRunner runner, int most) {
    this.runner = runner;
    this.most = most;
  }

  /** Returns false when the same were noted last. */
  Future<Boolean> run(Buffer settings) {
    return runner
        .run(SCRIPT, List.of(NOTES), List.of(settings, most))
        .map(reply -> reply.toString().equals("noted"));
  }
}
