package chat.passerby.moderation.quality;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.Made;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes down what a moderator decides on a case that was decided before. */
final class JudgeLookScript {
  private static final Script SCRIPT = Script.load("judge_look");

  private final ScriptRunner runner;

  JudgeLookScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Judges, or takes that back.
   *
   * @param verdict empty to take it back
   * @param undo within which time it can be
   * @param span for how long the look is claimed then
   */
  Future<Made> run(
      CaseId look,
      String by,
      Optional<String> verdict,
      DecisionId decision,
      Duration undo,
      Duration span) {
    return runner
        .run(
            SCRIPT,
            List.of(
                ReportKeys.LOOK + look.value(),
                ReportKeys.LOOKS,
                ReportKeys.JUDGED,
                ReportKeys.AT_DESK + by,
                ReportKeys.LOOK_OF + decision.value()),
            List.of(
                look.value(),
                by,
                verdict.orElse(""),
                decision.value(),
                undo.toMillis(),
                span.toMillis()))
        .map(reply -> made(reply, by));
  }

  /** What was taken back is absent. */
  private static Made made(Response reply, String by) {
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "made" ->
          new Made.Done(
              new DecisionId(reply.get(1).toString()),
              Instant.ofEpochMilli(Replies.number(reply.get(2))));
      case "over" -> new Made.Over(by);
      case "done" -> new Made.Absent();
      // It is another moderator's.
      case "absent" -> new Made.Taken("");
      default -> throw new IllegalStateException("The script answered " + kind);
    };
  }
}
