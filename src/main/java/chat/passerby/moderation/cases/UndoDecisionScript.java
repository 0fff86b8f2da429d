package chat.passerby.moderation.cases;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.Decisions.Undone;
import chat.passerby.protocol.DecisionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes a decision back before it is carried out. */
final class UndoDecisionScript {
  private static final Script SCRIPT = Script.load("undo_decision");

  private final ScriptRunner runner;
  private final Duration span;

  /**
   * @param span for how long the case is claimed again
   */
  UndoDecisionScript(ScriptRunner runner, Duration span) {
    this.runner = runner;
    this.span = span;
  }

  /**
   * Takes it back.
   *
   * @param by empty for somebody who may do so with everybody's
   */
  Future<Undone> run(DecisionId id, Optional<String> by) {
    List<String> keys =
        List.of(
            ReportKeys.decision(id),
            ReportKeys.DECISIONS,
            ReportKeys.CASES,
            ReportKeys.QUEUE,
            ReportKeys.CLAIMED,
            ReportKeys.UNRANKED,
            ReportKeys.DECIDED,
            ReportKeys.AGES);
    List<Object> args =
        List.of(
            id.value(),
            by.orElse(""),
            span.toMillis(),
            ReportKeys.CASE,
            ReportKeys.CASE_REPORTS,
            ReportKeys.SUBJECT,
            ReportKeys.REPORT,
            ReportKeys.MINOR,
            ReportKeys.AT);
    return runner
        .run(SCRIPT, keys, args)
        .map(reply -> Undone.valueOf(reply.toString().toUpperCase(Locale.ROOT)));
  }
}
