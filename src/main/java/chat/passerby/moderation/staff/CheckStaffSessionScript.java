package chat.passerby.moderation.staff;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says whom a session speaks for now, and keeps it while it is used. */
final class CheckStaffSessionScript {
  private static final Script SCRIPT = Script.load("check_staff_session");

  private final ScriptRunner runner;

  CheckStaffSessionScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Looks a session up.
   *
   * @param idle after which it ends when it is not used
   * @return empty when there is none
   */
  Future<Optional<StaffMember>> run(StaffToken token, Instant now, Duration idle) {
    return runner
        .run(
            SCRIPT,
            List.of(StaffKeys.account(token.name()), StaffKeys.session(token)),
            List.of(now.toEpochMilli(), idle.toMillis()))
        .map(
            reply ->
                reply.size() == 0
                    ? Optional.empty()
                    : StaffRole.read(reply.get(0).toString())
                        .map(role -> new StaffMember(token.name(), role, permissions(reply))));
  }

  private static Set<Permission> permissions(Response reply) {
    return Permission.split(reply.get(1).toString());
  }
}
