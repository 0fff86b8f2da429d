package chat.passerby.moderation.aftermath;

import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import java.util.List;

/** Erases reports and cases that have come of age. */
final class EraseEvidenceScript {
  private static final Script SCRIPT = Script.load("erase_evidence");

  private final ScriptRunner runner;
  private final int limit;

  /**
   * @param limit how many reports and how many cases are erased in one go
   */
  EraseEvidenceScript(ScriptRunner runner, int limit) {
    this.runner = runner;
    this.limit = limit;
  }

  /**
   * What came of it.
   *
   * @param left how many there still are whose time is over
   */
  record Erased(long reports, long cases, long left) {}

  Future<Erased> run() {
    List<String> keys =
        List.of(
            ReportKeys.ENDS,
            ReportKeys.TOTAL,
            ReportKeys.OPEN,
            ReportKeys.AGES,
            ReportKeys.CASES,
            ReportKeys.QUEUE,
            ReportKeys.CLAIMED,
            ReportKeys.UNRANKED,
            ReportKeys.DECIDED,
            ReportKeys.HELD,
            ReportKeys.SIZES);
    List<Object> args =
        List.of(
            limit,
            ReportKeys.REPORT,
            ReportKeys.MINOR,
            ReportKeys.CASE_REPORTS,
            ReportKeys.CASE,
            Lifetimes.USUAL.toMillis());
    return runner
        .run(SCRIPT, keys, args)
        .map(
            reply ->
                new Erased(
                    Replies.number(reply.get(0)),
                    Replies.number(reply.get(1)),
                    Replies.number(reply.get(2))));
  }
}
