package chat.passerby.moderation.shield;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the shield, and writes it down again when Redis has lost it. */
final class ReadShieldScript {
  private static final Script SCRIPT = Script.load("read_shield");
  static final String RAISED = "passerby:{shield}:raised";

  private final ScriptRunner runner;

  /** A shield, and how long it is still up. */
  record Raised(Shield shield, Duration left) {}

  ReadShieldScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Reads it.
   *
   * @param known the shield that the caller knows, in case Redis has lost it
   */
  Future<Optional<Raised>> run(Optional<Shield> known) {
    List<Object> args =
        known
            .map(
                its ->
                    List.<Object>of(
                        Shield.names(its.measures()),
                        its.by(),
                        its.why(),
                        its.since().toEpochMilli(),
                        its.until().toEpochMilli()))
            .orElse(List.of("", "", "", "", ""));
    return runner.run(SCRIPT, List.of(RAISED), args).map(ReadShieldScript::raised);
  }

  /** The answer of this script and of the one that sets it. */
  static Optional<Raised> raised(Response reply) {
    if (reply.size() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Raised(
            new Shield(
                Shield.measures(reply.get(1).toString()),
                reply.get(2).toString(),
                reply.get(3).toString(),
                instant(reply.get(4)),
                instant(reply.get(5))),
            Duration.ofMillis(Replies.number(reply.get(0)))));
  }

  private static Instant instant(Response millis) {
    return Instant.ofEpochMilli(Replies.number(millis));
  }
}
