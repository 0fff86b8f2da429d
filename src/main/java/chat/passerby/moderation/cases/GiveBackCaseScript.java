package chat.passerby.moderation.cases;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Gives a claimed case back to the others. */
final class GiveBackCaseScript {
  private static final Script SCRIPT = Script.load("give_back_case");

  private final ScriptRunner runner;
  private final Duration span;

  /**
   * @param span for how long whoever gives it back is not given it again
   */
  GiveBackCaseScript(ScriptRunner runner, Duration span) {
    this.runner = runner;
    this.span = span;
  }

  /**
   * Gives a case back.
   *
   * @return {@link Claim.Mine} when it was the caller's, and {@link Claim.Absent} when nobody has
   *     claimed it
   */
  Future<Claim> run(CaseId id, String by) {
    return runner
        .run(
            SCRIPT,
            List.of(ReportKeys.of(id), ReportKeys.CASES, ReportKeys.QUEUE, ReportKeys.CLAIMED),
            List.of(id.value(), by, span.toMillis()))
        .map(ClaimCaseScript::claim);
  }
}
