package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The nodes that hold sessions, each with its last sign of life. Times are those of the Redis
 * server, so the nodes' clocks need not agree.
 */
public final class NodeRegistry {
  /** How often a node gives a sign of life. */
  static final Duration BEAT = Duration.ofSeconds(1);

  /** After how long without one it counts as dead. */
  static final Duration SILENCE = Duration.ofSeconds(5);

  /** After how long it is forgotten, should nobody have cleared up after it. */
  static final Duration MEMORY = Duration.ofMinutes(1);

  private final RedisLink link;
  private final BeatNodeScript beat;
  private final CountOnlineScript count;

  public NodeRegistry(RedisLink link) {
    ScriptRunner runner = new ScriptRunner(link);
    this.link = link;
    this.beat = new BeatNodeScript(runner);
    this.count = new CountOnlineScript(runner);
  }

  /**
   * Gives a sign of life.
   *
   * @param sessions how many are connected to the node
   * @return when that was
   */
  Future<Instant> beat(NodeId node, int sessions) {
    return beat.run(node, sessions, MEMORY);
  }

  /** Takes out a node that ends. */
  Future<Void> remove(NodeId node) {
    return link.batch(
            List.of(
                Request.cmd(Command.ZREM).arg(NodeKeys.NODES).arg(node.value()),
                Request.cmd(Command.HDEL).arg(NodeKeys.ONLINE).arg(node.value())))
        .mapEmpty();
  }

  /** How many sessions are connected to all living nodes; fails when Redis is away. */
  public Future<Integer> online() {
    return count.run(SILENCE);
  }
}
