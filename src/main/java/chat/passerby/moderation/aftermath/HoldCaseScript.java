package chat.passerby.moderation.aftermath;

import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps a case and its reports until times of their own, and no longer. */
final class HoldCaseScript {
  private static final Script SCRIPT = Script.load("hold_case");

  private final ScriptRunner runner;

  HoldCaseScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Says how long to keep a case.
   *
   * @param subject whom it is about
   * @param end of the case itself
   * @param review when to look at it again; empty when not any more
   * @param reports the ends of its reports
   * @return false when there is no such case
   */
  Future<Boolean> run(
      CaseId its,
      DeviceId subject,
      Instant end,
      Optional<Instant> review,
      Map<ReportId, Instant> reports) {
    List<String> keys =
        List.of(
            ReportKeys.of(its),
            ReportKeys.facts(its),
            ReportKeys.ENDS,
            ReportKeys.AGES,
            ReportKeys.HELD,
            ReportKeys.delicate(subject));
    List<Object> args =
        new ArrayList<>(
            List.of(
                its.value(),
                end.toEpochMilli(),
                review.map(at -> Long.toString(at.toEpochMilli())).orElse(""),
                Lifetimes.MARGIN.toMillis(),
                ReportKeys.REPORT,
                ReportKeys.MINOR));
    reports.forEach(
        (report, over) -> {
          args.add(report.value());
          args.add(over.toEpochMilli());
        });
    return runner.run(SCRIPT, keys, args).map(reply -> reply.toString().equals("kept"));
  }
}
