package chat.passerby.moderation.passkey;

import chat.passerby.moderation.staff.StaffKeys;
import chat.passerby.moderation.staff.StaffName;
import chat.passerby.moderation.staff.StaffToken;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.AddressTag;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Opens a session by a passkey, unless its counter has not grown. */
final class OpenPasskeySessionScript {
  private static final Script SCRIPT = Script.load("open_passkey_session");

  private final ScriptRunner runner;

  OpenPasskeySessionScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** What came of it. */
  enum Outcome {
    OPENED,
    REFUSED,
    /** Somebody else may have a copy of the key. */
    COPIED
  }

  /**
   * What was proved.
   *
   * @param passkey whose signature is right
   * @param count that was signed
   */
  record Proof(StaffName name, Passkey passkey, long count) {}

  Future<Outcome> run(
      StaffToken token, Proof proof, AddressTag from, Instant now, Instant expires, Duration idle) {
    return runner
        .run(
            SCRIPT,
            List.of(
                StaffKeys.account(proof.name()),
                StaffKeys.passkeys(proof.name()),
                StaffKeys.session(token),
                StaffKeys.attempts(from)),
            List.of(
                proof.passkey().accountId(),
                proof.passkey().id().value(),
                proof.count(),
                now.toEpochMilli(),
                expires.toEpochMilli(),
                idle.toMillis()))
        .map(
            reply ->
                switch (reply.toString()) {
                  case "opened" -> Outcome.OPENED;
                  case "refused" -> Outcome.REFUSED;
                  case "copied" -> Outcome.COPIED;
                  default -> throw new IllegalStateException("The script answered " + reply);
                });
  }
}
