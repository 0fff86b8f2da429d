package chat.passerby.moderation.quality;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;

/** Leaves a look that a moderator has to somebody else. */
final class GiveBackLookScript {
  private static final Script SCRIPT = Script.load("give_back_look");

  private final ScriptRunner runner;

  GiveBackLookScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** Gives a look back; one that is not theirs stays as it is. */
  Future<Void> run(CaseId look, String by) {
    return runner
        .run(
            SCRIPT,
            List.of(ReportKeys.LOOK + look.value(), ReportKeys.LOOKS, ReportKeys.AT_DESK + by),
            List.of(look.value(), by))
        .mapEmpty();
  }
}
