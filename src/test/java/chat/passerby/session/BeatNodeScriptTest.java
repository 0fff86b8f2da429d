package chat.passerby.session;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisFixture;
import chat.passerby.session.BeatNodeScript.Alive;
import chat.passerby.session.BeatNodeScript.Beat;
import chat.passerby.session.BeatNodeScript.Fenced;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeatNodeScriptTest extends RedisFixture {
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");

  private final BeatNodeScript beat;

  BeatNodeScriptTest(@TempDir Path data) {
    super(data);
    beat = new BeatNodeScript(redis.runner());
  }

  @Test
  void beat_again_replacesTimeAndCount() {
    alive(ONE, 3);
    Instant first = lastBeat();
    redis.ask(Command.ZADD, NodeKeys.NODES, first.minusSeconds(1).toEpochMilli(), "one");
    alive(ONE, 4);
    assertTrue(!lastBeat().isBefore(first));
    assertEquals(1, redis.number(Command.ZCARD, NodeKeys.NODES));
    assertEquals(Map.of("one", Buffer.buffer("4")), redis.hash(NodeKeys.ONLINE));
  }

  @Test
  void beat_ofAJudge_declaresTheSilentDeadAndNobodyElse() {
    alive(ONE, 1);
    silentSince("gone", lastBeat().minus(NodeRegistry.SILENCE));
    silentSince("quiet", lastBeat().minus(NodeRegistry.SILENCE).plusSeconds(3));
    Alive judged = (Alive) beat(TWO, OptionalInt.of(2), false, NodeRegistry.SILENCE);
    assertEquals(Set.of(new NodeId("gone")), judged.dead());
    assertEquals(3, judged.gateways());
    assertEquals(
        Map.of(
            "one", Buffer.buffer("1"),
            "quiet", Buffer.buffer("9"),
            "two", Buffer.buffer("2")),
        redis.hash(NodeKeys.ONLINE));
    assertEquals(3, redis.number(Command.ZCARD, NodeKeys.NODES));
  }

  @Test
  void beat_ofWhoMayNotJudge_declaresNobodyDead() {
    alive(ONE, 1);
    silentSince("gone", lastBeat().minus(NodeRegistry.SILENCE));
    assertEquals(Set.of(), alive(ONE, 1).dead());
  }

  @Test
  void beat_ofTheDead_isFencedUntilItJoinsAnew() {
    alive(ONE, 1);
    silentSince("two", lastBeat().minus(NodeRegistry.SILENCE));
    beat(ONE, OptionalInt.of(1), false, NodeRegistry.SILENCE);
    assertEquals(new Fenced(), beat(TWO, OptionalInt.of(7), false, NodeRegistry.SILENCE));
    assertEquals(Set.of("one"), redis.hash(NodeKeys.ONLINE).keySet());
    assertInstanceOf(Alive.class, beat(TWO, OptionalInt.of(0), true, Duration.ZERO));
    assertEquals(Set.of(), alive(ONE, 1).dead());
    assertInstanceOf(Alive.class, beat(TWO, OptionalInt.of(0), false, Duration.ZERO));
  }

  @Test
  void beat_ofANodeThatRedisHasForgotten_countsAsAlive() {
    alive(ONE, 1);
    redis.clear();
    assertEquals(1, alive(ONE, 1).gateways());
  }

  @Test
  void node_withoutVisitors_isNoGateway() {
    alive(ONE, 1);
    assertEquals(1, ((Alive) beat(TWO, OptionalInt.empty(), false, Duration.ZERO)).gateways());
    assertEquals(2, redis.number(Command.ZCARD, NodeKeys.NODES));
  }

  @Test
  void death_longAgo_isForgotten() {
    alive(ONE, 1);
    redis.ask(
        Command.ZADD,
        NodeKeys.DEAD,
        lastBeat().minus(NodeRegistry.MEMORY).toEpochMilli() - 1,
        "old");
    Alive judged = (Alive) beat(ONE, OptionalInt.of(1), false, NodeRegistry.SILENCE);
    assertEquals(Set.of(), judged.dead());
  }

  private Alive alive(NodeId node, int sessions) {
    return (Alive) beat(node, OptionalInt.of(sessions), false, Duration.ZERO);
  }

  private Beat beat(NodeId node, OptionalInt sessions, boolean joins, Duration silence) {
    return get(beat.run(node, sessions, joins, silence, NodeRegistry.MEMORY));
  }

  /** When the first node last beat, by the clock of Redis. */
  private Instant lastBeat() {
    return Instant.ofEpochMilli(redis.number(Command.ZSCORE, NodeKeys.NODES, "one"));
  }

  private void silentSince(String node, Instant last) {
    redis.ask(Command.ZADD, NodeKeys.NODES, last.toEpochMilli(), node);
    redis.ask(Command.HSET, NodeKeys.ONLINE, node, 9);
  }
}
