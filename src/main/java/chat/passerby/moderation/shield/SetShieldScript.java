package chat.passerby.moderation.shield;

import chat.passerby.moderation.shield.ReadShieldScript.Raised;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Raises the shield, in place of one that was raised before, or lowers it. */
final class SetShieldScript {
  private static final Script SCRIPT = Script.load("set_shield");

  private final ScriptRunner runner;

  SetShieldScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Sets it.
   *
   * @param measures none to lower it
   * @return the shield that is raised then
   */
  Future<Optional<Raised>> run(Set<ShieldMeasure> measures, String by, String why, Duration span) {
    return runner
        .run(
            SCRIPT,
            List.of(ReadShieldScript.RAISED),
            List.of(Shield.names(measures), by, why, span.toMillis()))
        .map(ReadShieldScript::raised);
  }
}
