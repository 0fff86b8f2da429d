package chat.passerby.moderation.sanction;

import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;

/** Takes an appeal against a sanction. */
final class FileAppealScript {
  private static final Script SCRIPT = Script.load("file_appeal");

  private final ScriptRunner runner;

  FileAppealScript(ScriptRunner runner) {
    this.runner = runner;
  }

  Future<Appeals.Filing> run(SanctionId sanction, String text) {
    List<String> keys =
        List.of(
            SanctionKeys.HEAD,
            SanctionKeys.one(sanction),
            SanctionKeys.appeal(sanction),
            SanctionKeys.APPEALS_OPEN);
    List<Object> args =
        List.of(
            sanction.value(),
            text,
            Appeal.WINDOW.toMillis(),
            ImposeSanctionScript.MEMORY.toMillis(),
            SanctionKeys.MONTH);
    return runner
        .run(SCRIPT, keys, args)
        .map(reply -> Appeals.Filing.valueOf(reply.toString().toUpperCase(Locale.ROOT)));
  }
}
