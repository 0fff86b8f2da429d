package chat.passerby.moderation.staff;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;

/** Ends an account, and with it all its sessions, its passkeys and its invitation. */
final class EndStaffScript {
  private static final Script SCRIPT = Script.load("end_staff");

  private final ScriptRunner runner;

  EndStaffScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** What came of it. */
  enum Outcome {
    ENDED,
    UNKNOWN,
    LAST_ADMIN
  }

  Future<Outcome> run(StaffName name) {
    return runner
        .run(
            SCRIPT,
            List.of(
                StaffKeys.ROSTER,
                StaffKeys.account(name),
                StaffKeys.passkeys(name),
                StaffKeys.PASSKEY_OWNERS),
            List.of(name.value()))
        .map(
            reply ->
                switch (reply.toString()) {
                  case "ended" -> Outcome.ENDED;
                  case "unknown" -> Outcome.UNKNOWN;
                  case "last-admin" -> Outcome.LAST_ADMIN;
                  default -> throw new IllegalStateException("The script answered " + reply);
                });
  }
}
