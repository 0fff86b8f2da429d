package chat.passerby.moderation.shield;

import chat.passerby.moderation.shield.ReadShieldScript.Raised;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The shield as moderators raise and lower it. Each call is one step in Redis, holds on all nodes
 * within a second, and fails while Redis is away.
 */
public final class Shields {
  /** Shorter ones would be over before anybody sees what they do. */
  public static final Duration SHORTEST = Duration.ofMinutes(5);

  public static final Duration LONGEST = Duration.ofHours(24);

  private final ReadShieldScript read;
  private final SetShieldScript set;

  public Shields(ScriptRunner runner) {
    this.read = new ReadShieldScript(runner);
    this.set = new SetShieldScript(runner);
  }

  /** The shield that is raised, if one is. */
  public Future<Optional<Shield>> read() {
    return read.run(Optional.empty()).map(raised -> raised.map(Raised::shield));
  }

  /**
   * Raises a shield, in place of one that is raised.
   *
   * @param measures at least one
   */
  public Future<Optional<Shield>> raise(
      Set<ShieldMeasure> measures, String by, String why, Duration span) {
    return set.run(measures, by, why, span).map(raised -> raised.map(Raised::shield));
  }

  /** Ends it before its time. */
  public Future<Void> lower(String by, String why) {
    return set.run(Set.of(), by, why, Duration.ZERO).mapEmpty();
  }
}
