package chat.passerby.moderation.aftermath;

import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.Outcome;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Notes that a decision on a case was wrong. */
final class ReverseDecisionScript {
  private static final Script SCRIPT = Script.load("reverse_decision");

  private final ScriptRunner runner;

  ReverseDecisionScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Corrects the records of those who reported.
   *
   * @param decision that was wrong; if it is not the one on this case, nothing is done
   * @return false when the decision has not been carried out yet: then it is to be tried again
   */
  Future<Boolean> run(CaseId its, DecisionId decision, Set<DeviceId> reporters) {
    List<Object> args =
        new ArrayList<>(
            List.of(
                decision.value(),
                ReportKeys.RECORD,
                Outcome.ACTIONED.letter(),
                Outcome.DISMISSED.letter(),
                Lifetimes.RECORD.toMillis()));
    reporters.forEach(reporter -> args.add(reporter.value()));
    return runner
        .run(SCRIPT, List.of(ReportKeys.of(its)), args)
        .map(reply -> !reply.toString().equals("early"));
  }
}
