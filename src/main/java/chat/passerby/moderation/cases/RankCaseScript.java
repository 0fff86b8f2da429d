package chat.passerby.moderation.cases;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Puts an open case where it belongs among the others. */
final class RankCaseScript {
  private static final Script SCRIPT = Script.load("rank_case");

  private final ScriptRunner runner;

  RankCaseScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** What came of it. */
  enum Result {
    RANKED,
    /** The case has changed: it is to be read again. */
    MOVED,
    /** It is not open any more. */
    OVER
  }

  /**
   * Ranks a case.
   *
   * @param version of the case for which the rank was worked out
   */
  Future<Result> run(CaseId its, String version, Instant opened, Rank rank, CaseSummary summary) {
    List<String> keys =
        List.of(
            ReportKeys.of(its),
            ReportKeys.UNRANKED,
            ReportKeys.CASES,
            ReportKeys.QUEUE,
            ReportKeys.CLAIMED);
    List<Object> args =
        List.of(
            its.value(),
            version,
            Double.toString(rank.score(opened)),
            Double.toString(rank.weight()),
            rank.urgent() ? "1" : "0",
            summary.pack());
    return runner
        .run(SCRIPT, keys, args)
        .map(reply -> Result.valueOf(reply.toString().toUpperCase(Locale.ROOT)));
  }
}
