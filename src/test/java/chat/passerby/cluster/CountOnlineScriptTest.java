package chat.passerby.cluster;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.cluster.BeatNodeScript.Sign;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisFixture;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountOnlineScriptTest extends RedisFixture {
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");

  private final NodeRegistry nodes;
  private final CountOnlineScript count;

  CountOnlineScriptTest(@TempDir Path data) {
    super(data);
    nodes = new NodeRegistry(redis.link());
    count = new CountOnlineScript(redis.runner());
  }

  private void beat(NodeId node, int sessions) {
    get(
        nodes.beat(
            new Sign(
                node,
                Optional.of(new Crowd(sessions, false)),
                OptionalInt.empty(),
                false,
                Optional.empty(),
                false,
                Optional.empty())));
  }

  /** When a node last beat, in the time agreed on. */
  private long lastBeat(NodeId node) {
    return redis.number(Command.ZSCORE, NodeKeys.NODES, node.value());
  }

  @Test
  void sessions_ofLivingNodes_addUp() {
    assertEquals(0, get(count.run(Optional.of(NodeRegistry.SILENCE))));
    beat(ONE, 3);
    beat(TWO, 4);
    assertEquals(7, get(count.run(Optional.of(NodeRegistry.SILENCE))));
    beat(ONE, 0);
    assertEquals(4, get(nodes.online(true)));
  }

  @Test
  void node_silentForTooLong_doesNotCount() {
    beat(ONE, 3);
    long tooLongAgo = lastBeat(ONE) - NodeRegistry.SILENCE.toMillis() - 1;
    redis.ask(Command.ZADD, NodeKeys.NODES, tooLongAgo, "two");
    redis.ask(Command.HSET, NodeKeys.ONLINE, "two", 9);
    assertEquals(12, get(nodes.online(false)));
    assertEquals(3, get(count.run(Optional.of(NodeRegistry.SILENCE))));
  }

  @Test
  void node_withoutACount_countsAsEmpty() {
    beat(ONE, 3);
    redis.ask(Command.ZADD, NodeKeys.NODES, lastBeat(ONE), "two");
    assertEquals(3, get(count.run(Optional.of(NodeRegistry.SILENCE))));
  }

  @Test
  void node_removed_leavesNothing() {
    beat(ONE, 3);
    get(nodes.remove(ONE));
    assertEquals(0, get(nodes.online(true)));
    assertEquals(List.of(NodeKeys.TIME), redis.keys());
  }
}
