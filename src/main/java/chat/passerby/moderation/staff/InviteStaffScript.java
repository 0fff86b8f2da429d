package chat.passerby.moderation.staff;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps a place for somebody who has an invitation. */
final class InviteStaffScript {
  private static final Script SCRIPT = Script.load("invite_staff");

  /** How long an invitation is good. */
  static final Duration LIFETIME = Duration.ofHours(24);

  /** How many accounts there may be. */
  static final int MOST = 1_000;

  private final ScriptRunner runner;

  InviteStaffScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** What came of it. */
  enum Outcome {
    INVITED,
    EXISTS,
    FULL
  }

  /**
   * Invites somebody.
   *
   * @param accountId never used before
   * @param by who invites
   */
  Future<Outcome> run(
      StaffMember invited, String accountId, StaffToken invite, String by, Instant now) {
    return runner
        .run(
            SCRIPT,
            List.of(StaffKeys.ROSTER, StaffKeys.account(invited.name()), StaffKeys.invite(invite)),
            List.of(
                invited.name().value(),
                accountId,
                invited.role().wireName(),
                Permission.join(invited.permissions()),
                invite.hash(),
                by,
                now.toEpochMilli(),
                LIFETIME.toMillis(),
                MOST))
        .map(
            reply ->
                switch (reply.toString()) {
                  case "invited" -> Outcome.INVITED;
                  case "exists" -> Outcome.EXISTS;
                  case "full" -> Outcome.FULL;
                  default -> throw new IllegalStateException("The script answered " + reply);
                });
  }
}
