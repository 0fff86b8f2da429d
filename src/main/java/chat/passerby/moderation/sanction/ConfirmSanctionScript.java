package chat.passerby.moderation.sanction;

import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;

/** Puts a pending sanction into effect. */
final class ConfirmSanctionScript {
  private static final Script SCRIPT = Script.load("confirm_sanction");

  private final ScriptRunner runner;

  ConfirmSanctionScript(ScriptRunner runner) {
    this.runner = runner;
  }

  Future<Change> run(SanctionId sanction, String by) {
    List<String> keys =
        List.of(
            SanctionKeys.HEAD,
            SanctionKeys.CHANGES,
            SanctionKeys.ACTIVE,
            SanctionKeys.STALE,
            SanctionKeys.KEPT,
            SanctionKeys.one(sanction));
    List<Object> args =
        List.of(
            SanctionKeys.CHANNEL,
            sanction.value(),
            by,
            ImposeSanctionScript.MEMORY.toMillis(),
            ImposeSanctionScript.incarnation(),
            SanctionKeys.MONTH);
    return runner
        .run(SCRIPT, keys, args)
        .map(reply -> Change.valueOf(reply.toString().toUpperCase(Locale.ROOT)));
  }
}
