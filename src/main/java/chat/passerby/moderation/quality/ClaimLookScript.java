package chat.passerby.moderation.quality;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gives a moderator a decided case to look at. */
final class ClaimLookScript {
  private static final Script SCRIPT = Script.load("claim_look");

  private final ScriptRunner runner;

  ClaimLookScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Claims a look.
   *
   * @param span for how long
   */
  Future<Optional<CaseId>> run(Look.Kind kind, String by, Duration span) {
    CaseId fresh = CaseId.random();
    return runner
        .run(
            SCRIPT,
            List.of(
                ReportKeys.LOOKS,
                ReportKeys.GOLDEN,
                ReportKeys.AT_DESK + by,
                ReportKeys.LOOK + fresh.value()),
            List.of(
                by,
                span.toMillis(),
                kind.wireName(),
                fresh.value(),
                ReportKeys.LOOK,
                ReportKeys.GOLDEN_CASE,
                ReportKeys.SEEN,
                ReportKeys.CASE))
        .map(reply -> Optional.of(reply.toString()).filter(id -> !id.isEmpty()).map(CaseId::new));
  }
}
