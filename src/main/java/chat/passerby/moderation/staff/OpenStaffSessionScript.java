package chat.passerby.moderation.staff;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.AddressTag;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Opens a session, unless its one-time code was taken before. */
final class OpenStaffSessionScript {
  private static final Script SCRIPT = Script.load("open_staff_session");

  private final ScriptRunner runner;

  OpenStaffSessionScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * What was proved.
   *
   * @param accountId of the account that it was compared with; empty for none
   * @param step of the code; empty when password or code were wrong, and then nothing opens
   * @param newHash of the password, to be kept instead
   */
  record Proof(String accountId, OptionalLong step, Optional<String> newHash) {}

  /**
   * Opens a session.
   *
   * @param session its key, never used before
   * @return whether it is open
   */
  Future<Boolean> run(
      StaffName name,
      String session,
      Proof proof,
      AddressTag from,
      Instant expires,
      Duration idle) {
    return runner
        .run(
            SCRIPT,
            List.of(
                StaffKeys.account(name),
                session,
                StaffKeys.attempts(name),
                StaffKeys.attempts(from)),
            List.of(
                proof.step().isPresent() ? 1 : 0,
                proof.accountId(),
                proof.step().orElse(-1),
                proof.newHash().orElse(""),
                expires.toEpochMilli(),
                idle.toMillis()))
        .map(reply -> reply.toString().equals("opened"));
  }
}
