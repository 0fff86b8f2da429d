package chat.passerby.moderation.passkey;

import chat.passerby.moderation.staff.StaffKeys;
import chat.passerby.moderation.staff.StaffName;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;

/** Adds a passkey to an account. */
final class AddPasskeyScript {
  private static final Script SCRIPT = Script.load("add_passkey");

  /** How many an account may have. */
  static final int MOST = 20;

  private final ScriptRunner runner;

  AddPasskeyScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** What came of it. */
  enum Outcome {
    ADDED,
    EXISTS,
    FULL,
    GONE
  }

  Future<Outcome> run(StaffName name, Passkey passkey) {
    return runner
        .run(
            SCRIPT,
            List.of(StaffKeys.account(name), StaffKeys.passkeys(name), StaffKeys.PASSKEY_OWNERS),
            List.of(
                passkey.id().value(),
                passkey.accountId(),
                name.value(),
                passkey.record(),
                passkey.count(),
                MOST))
        .map(
            reply ->
                switch (reply.toString()) {
                  case "added" -> Outcome.ADDED;
                  case "exists" -> Outcome.EXISTS;
                  case "full" -> Outcome.FULL;
                  case "gone" -> Outcome.GONE;
                  default -> throw new IllegalStateException("The script answered " + reply);
                });
  }
}
