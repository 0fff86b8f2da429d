package chat.passerby.moderation.quality;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;

/** Has a decided case looked at once more. */
final class OfferLookScript {
  private static final Script SCRIPT = Script.load("offer_look");

  private final ScriptRunner runner;

  OfferLookScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Offers a case.
   *
   * @param by who has decided
   * @param most looks that may wait
   * @return false when it was offered before, or is not there
   */
  Future<Boolean> run(CaseId about, CaseId look, String by, String verdict, int most) {
    return runner
        .run(
            SCRIPT,
            List.of(ReportKeys.of(about), ReportKeys.LOOK + look.value(), ReportKeys.LOOKS),
            List.of(about.value(), look.value(), by, verdict, most, ReportKeys.LOOK))
        .map(reply -> reply.toString().equals("offered"));
  }
}
