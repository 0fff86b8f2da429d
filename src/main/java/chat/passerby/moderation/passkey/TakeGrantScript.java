package chat.passerby.moderation.passkey;

import chat.passerby.moderation.staff.StaffKeys;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Takes a challenge to add a passkey, once. */
final class TakeGrantScript {
  private static final Script SCRIPT = Script.load("take_grant");

  private final ScriptRunner runner;

  TakeGrantScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** The id of the account that it was given to; empty when it was taken, or its time is over. */
  Future<Optional<String>> run(PasskeyChallenge challenge) {
    return runner
        .run(SCRIPT, List.of(StaffKeys.grant(challenge.hash())), List.of())
        .map(reply -> Optional.of(reply.toString()).filter(account -> !account.isEmpty()));
  }
}
