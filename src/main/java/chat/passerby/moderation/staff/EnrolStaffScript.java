package chat.passerby.moderation.staff;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;

/** Gives an account to whoever holds its invitation, once. */
final class EnrolStaffScript {
  private static final Script SCRIPT = Script.load("enrol_staff");

  private final ScriptRunner runner;

  EnrolStaffScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Enrols somebody.
   *
   * @param password the hash
   * @param totp the sealed key
   * @return false when the invitation is not good any more
   */
  Future<Boolean> run(StaffToken invite, String password, String totp) {
    return runner
        .run(
            SCRIPT,
            List.of(StaffKeys.ROSTER, StaffKeys.account(invite.name()), StaffKeys.invite(invite)),
            List.of(invite.name().value(), invite.hash(), password, totp))
        .map(reply -> reply.toString().equals("enrolled"));
  }
}
