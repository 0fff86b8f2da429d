package chat.passerby.moderation.sanction;

import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Ends a sanction before its time. */
final class LiftSanctionScript {
  private static final Script SCRIPT = Script.load("lift_sanction");

  /** How long a lifting stands among the changes; a node that was away for longer begins anew. */
  static final Duration HEARING = Duration.ofDays(1);

  private final ScriptRunner runner;

  LiftSanctionScript(ScriptRunner runner) {
    this.runner = runner;
  }

  Future<Change> run(SanctionId sanction, String by, String why) {
    List<String> keys =
        List.of(
            SanctionKeys.HEAD,
            SanctionKeys.CHANGES,
            SanctionKeys.ACTIVE,
            SanctionKeys.STALE,
            SanctionKeys.one(sanction));
    List<Object> args =
        List.of(
            SanctionKeys.CHANNEL,
            sanction.value(),
            by,
            why,
            HEARING.toMillis(),
            ImposeSanctionScript.incarnation());
    return runner
        .run(SCRIPT, keys, args)
        .map(reply -> Change.valueOf(reply.toString().toUpperCase(Locale.ROOT)));
  }
}
