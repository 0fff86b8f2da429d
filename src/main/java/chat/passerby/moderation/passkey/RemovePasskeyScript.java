package chat.passerby.moderation.passkey;

import chat.passerby.moderation.staff.StaffKeys;
import chat.passerby.moderation.staff.StaffName;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;

/** Removes a passkey of an account. */
final class RemovePasskeyScript {
  private static final Script SCRIPT = Script.load("remove_passkey");

  private final ScriptRunner runner;

  RemovePasskeyScript(ScriptRunner runner) {
    this.runner = runner;
  }

  Future<Void> run(StaffName name, PasskeyId passkey) {
    return runner
        .run(
            SCRIPT,
            List.of(StaffKeys.passkeys(name), StaffKeys.PASSKEY_OWNERS),
            List.of(passkey.value()))
        .mapEmpty();
  }
}
