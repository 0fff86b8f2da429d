package chat.passerby.cluster;

import chat.passerby.cluster.BeatNodeScript.Beat;
import chat.passerby.cluster.BeatNodeScript.Sign;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The nodes, each with its last sign of life. Times are those that all nodes agree on, so neither
 * their clocks nor that of the Redis server matter.
 */
public final class NodeRegistry {
  /** How often a node gives a sign of life, and learns which nodes have not. */
  static final Duration BEAT = Duration.ofMillis(500);

  /** After how long without one it is declared dead. */
  static final Duration SILENCE = Duration.ofSeconds(5);

  /** How long a dead node is remembered; by then nothing refers to it any more. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  private final RedisLink link;
  private final BeatNodeScript beat;
  private final CountOnlineScript count;

  public NodeRegistry(RedisLink link) {
    ScriptRunner runner = new ScriptRunner(link);
    this.link = link;
    this.beat = new BeatNodeScript(runner);
    this.count = new CountOnlineScript(runner);
  }

  /** Gives a sign of life. */
  Future<Beat> beat(Sign sign) {
    return beat.run(sign, SILENCE, MEMORY);
  }

  /** Takes out a node that ends. */
  Future<Void> remove(NodeId node) {
    return link.batch(
            List.of(
                Request.cmd(Command.ZREM).arg(NodeKeys.NODES).arg(node.value()),
                Request.cmd(Command.HDEL).arg(NodeKeys.ONLINE).arg(node.value()),
                Request.cmd(Command.HDEL).arg(NodeKeys.LINKS).arg(node.value()),
                Request.cmd(Command.SREM).arg(NodeKeys.OPEN).arg(node.value()),
                Request.cmd(Command.HDEL).arg(NodeKeys.PAIRING).arg(node.value())))
        .mapEmpty();
  }

  /**
   * How many sessions are connected to all living nodes; fails when Redis is away.
   *
   * @param steady whether this node can tell the silence of others from that of Redis
   */
  public Future<Integer> online(boolean steady) {
    return count.run(steady ? Optional.of(SILENCE) : Optional.empty());
  }
}
