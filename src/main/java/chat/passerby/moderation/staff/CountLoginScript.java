package chat.passerby.moderation.staff;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.session.AddressTag;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Counts attempts to log in, by name and by address, on all nodes together. */
final class CountLoginScript {
  private static final Script SCRIPT = Script.load("count_login");

  /** For how long attempts are counted. */
  static final Duration WINDOW = Duration.ofMinutes(15);

  private final ScriptRunner runner;
  private final StaffSettings settings;

  CountLoginScript(ScriptRunner runner, StaffSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /**
   * Counts an attempt.
   *
   * @param name {@link StaffName#NOBODY} is counted by its address only
   * @return how long to wait, when there were too many
   */
  Future<Optional<Duration>> run(StaffName name, AddressTag address) {
    return runner
        .run(
            SCRIPT,
            List.of(StaffKeys.attempts(name), StaffKeys.attempts(address)),
            List.of(
                name.equals(StaffName.NOBODY) ? 0 : settings.loginsPerName(),
                settings.loginsPerAddress(),
                WINDOW.toMillis()))
        .map(Replies::number)
        .map(wait -> wait == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait)));
  }
}
