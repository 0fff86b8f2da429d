package chat.passerby.cluster;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Counts the sessions that are connected to living nodes. */
final class CountOnlineScript {
  private static final Script SCRIPT = Script.load("count_online");

  private final ScriptRunner runner;

  CountOnlineScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * @param silence for how long a living node may have been silent; nothing when all count that
   *     have not been declared dead
   */
  Future<Integer> run(Optional<Duration> silence) {
    return runner
        .run(
            SCRIPT,
            List.of(NodeKeys.NODES, NodeKeys.ONLINE, NodeKeys.TIME),
            List.of(silence.map(its -> Long.toString(its.toMillis())).orElse("")))
        .map(reply -> (int) Replies.number(reply));
  }
}
