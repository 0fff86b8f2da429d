package chat.passerby.moderation.cases;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Claims an open case for a moderator. */
final class ClaimCaseScript {
  private static final Script SCRIPT = Script.load("claim_case");

  private final ScriptRunner runner;
  private final Duration span;

  /**
   * @param span for how long a claim holds
   */
  ClaimCaseScript(ScriptRunner runner, Duration span) {
    this.runner = runner;
    this.span = span;
  }

  /**
   * Claims a case.
   *
   * @param which empty for the first that nobody has claimed
   */
  Future<Claim> run(Optional<CaseId> which, String by) {
    List<String> keys = List.of(ReportKeys.CASES, ReportKeys.QUEUE, ReportKeys.CLAIMED);
    List<Object> args =
        List.of(ReportKeys.CASE, which.map(CaseId::value).orElse(""), by, span.toMillis());
    return runner.run(SCRIPT, keys, args).map(ClaimCaseScript::claim);
  }

  static Claim claim(Response reply) {
    String value = reply.get(1).toString();
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "mine" -> new Claim.Mine(new CaseId(value));
      case "claimed" -> new Claim.Taken(value);
      case "over" -> new Claim.Over(value);
      case "absent" -> new Claim.Absent();
      default -> throw new IllegalStateException("The script answered " + kind);
    };
  }
}
