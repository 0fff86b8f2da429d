package chat.passerby.moderation.quality;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.List;

/** Counts looks that can be taken back no more. */
final class SettleLooksScript {
  private static final Script SCRIPT = Script.load("settle_looks");

  private final ScriptRunner runner;

  SettleLooksScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Counts some.
   *
   * @param limit how many at most
   * @param most of those that differ, which are kept
   */
  Future<Long> run(int limit, int most) {
    return runner
        .run(
            SCRIPT,
            List.of(ReportKeys.JUDGED, ReportKeys.DIFFERING),
            List.of(limit, ReportKeys.LOOK, ReportKeys.MONTH, most))
        .map(Response::toLong);
  }
}
