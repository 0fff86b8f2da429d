package chat.passerby.moderation.cases;

import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.Outcomes;
import chat.passerby.moderation.ReportFacts;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.TakeDecisionsScript.Due;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.ReportId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends a case whose decision is in effect. */
final class SettleDecisionScript {
  private static final Script SCRIPT = Script.load("settle_decision");

  private final ScriptRunner runner;

  SettleDecisionScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Settles a decision.
   *
   * @param reason that was decided on, if any was
   * @param reports of the case
   * @return false when an earlier call has done it
   */
  Future<Boolean> run(Due due, Optional<Reason> reason, Map<ReportId, ReportFacts> reports) {
    List<String> keys =
        List.of(
            ReportKeys.decision(due.id()),
            ReportKeys.DECISIONS,
            ReportKeys.of(due.about()),
            ReportKeys.past(due.subject()),
            ReportKeys.OPEN);
    List<Object> args =
        new ArrayList<>(
            List.of(
                due.id().value(),
                due.about().value(),
                due.outcome().letter(),
                due.outcome().wireName(),
                ReportKeys.RECORD,
                Lifetimes.RECORD.toMillis(),
                Accuracy.MEMORY,
                ReportKeys.OUTCOMES,
                Lifetimes.USUAL.toMillis(),
                Outcomes.BATCH.toMillis(),
                ReportKeys.MONTH,
                "decision:"
                    + due.outcome().wireName()
                    + ":"
                    + reason.map(Reason::wireName).orElse("none")));
    reports.forEach(
        (report, facts) -> {
          args.add(report.value());
          args.add(ReportKeys.report(report, facts.reason()));
          args.add(facts.from().device().value());
        });
    return runner.run(SCRIPT, keys, args).map(reply -> reply.toString().equals("settled"));
  }
}
