package chat.passerby.session;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RealRedis;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class BeatNodeScriptTest {
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");

  private final RealRedis redis;
  private final BeatNodeScript beat;

  BeatNodeScriptTest(@TempDir Path data) {
    redis = RealRedis.start(data);
    beat = new BeatNodeScript(redis.runner());
  }

  @BeforeEach
  void clear() {
    redis.clear();
  }

  @AfterAll
  void stop() {
    redis.close();
  }

  @Test
  void beat_again_replacesTimeAndCount() {
    Instant first = get(beat.run(ONE, 3, NodeRegistry.MEMORY));
    Instant second = get(beat.run(ONE, 4, NodeRegistry.MEMORY));
    assertTrue(!second.isBefore(first));
    assertEquals(1, redis.number(Command.ZCARD, NodeKeys.NODES));
    assertEquals(second.toEpochMilli(), redis.number(Command.ZSCORE, NodeKeys.NODES, "one"));
    assertEquals(Map.of("one", Buffer.buffer("4")), redis.hash(NodeKeys.ONLINE));
  }

  @Test
  void beat_ofOne_forgetsWhoHasLongBeenSilentAndNobodyElse() {
    Instant now = get(beat.run(ONE, 1, NodeRegistry.MEMORY));
    silentSince("gone", now.minus(NodeRegistry.MEMORY));
    silentSince("quiet", now.minus(NodeRegistry.MEMORY).plusSeconds(20));
    get(beat.run(TWO, 2, NodeRegistry.MEMORY));
    assertEquals(
        Map.of(
            "one", Buffer.buffer("1"),
            "quiet", Buffer.buffer("9"),
            "two", Buffer.buffer("2")),
        redis.hash(NodeKeys.ONLINE));
    assertEquals(3, redis.number(Command.ZCARD, NodeKeys.NODES));
  }

  private void silentSince(String node, Instant beat) {
    redis.ask(Command.ZADD, NodeKeys.NODES, beat.toEpochMilli(), node);
    redis.ask(Command.HSET, NodeKeys.ONLINE, node, 9);
  }
}
