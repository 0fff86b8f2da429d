package chat.passerby.moderation.sanction;

import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;

/** Decides on an appeal, and lifts the sanction when it is overturned. */
final class DecideAppealScript {
  private static final Script SCRIPT = Script.load("decide_appeal");

  private final ScriptRunner runner;
  private final boolean alone;

  /**
   * @param alone whether who made a sanction may decide on the appeal against it
   */
  DecideAppealScript(ScriptRunner runner, boolean alone) {
    this.runner = runner;
    this.alone = alone;
  }

  Future<Change> run(SanctionId sanction, boolean overturned, String answer, String by) {
    List<String> keys =
        List.of(
            SanctionKeys.HEAD,
            SanctionKeys.CHANGES,
            SanctionKeys.ACTIVE,
            SanctionKeys.STALE,
            SanctionKeys.one(sanction),
            SanctionKeys.appeal(sanction),
            SanctionKeys.APPEALS_OPEN,
            SanctionKeys.APPEALS_DECIDED,
            SanctionKeys.REVERSED);
    List<Object> args =
        List.of(
            SanctionKeys.CHANNEL,
            sanction.value(),
            overturned ? "overturned" : "upheld",
            by,
            answer,
            alone ? "1" : "",
            LiftSanctionScript.HEARING.toMillis(),
            ImposeSanctionScript.MEMORY.toMillis(),
            ImposeSanctionScript.incarnation(),
            SanctionKeys.MONTH);
    return runner
        .run(SCRIPT, keys, args)
        .map(reply -> Change.valueOf(reply.toString().toUpperCase(Locale.ROOT)));
  }
}
