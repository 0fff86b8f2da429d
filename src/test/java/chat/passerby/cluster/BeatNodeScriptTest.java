package chat.passerby.cluster;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.cluster.BeatNodeScript.Alive;
import chat.passerby.cluster.BeatNodeScript.Beat;
import chat.passerby.cluster.BeatNodeScript.Fenced;
import chat.passerby.cluster.BeatNodeScript.Sign;
import chat.passerby.cluster.peer.PeerAddress;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisFixture;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeatNodeScriptTest extends RedisFixture {
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");
  private static final NodeId THREE = new NodeId("three");

  /** Far from what the server's clock says, which must not matter to nodes that know the time. */
  private static final Instant NOW = Instant.parse("2001-02-03T04:05:06Z");

  private static final PeerAddress ADDRESS = new PeerAddress("::1", 4711);

  private final BeatNodeScript beat;

  BeatNodeScriptTest(@TempDir Path data) {
    super(data);
    beat = new BeatNodeScript(redis.runner());
  }

  @Test
  void beat_again_replacesTimeAndCount() {
    alive(ONE, 3, NOW);
    alive(ONE, 4, NOW.plusMillis(500));
    assertEquals(NOW.plusMillis(500), lastBeat(ONE));
    assertEquals(1, redis.number(Command.ZCARD, NodeKeys.NODES));
    assertEquals(Map.of("one", Buffer.buffer("4")), redis.hash(NodeKeys.ONLINE));
  }

  @Test
  void beat_ofAJudge_declaresTheSilentDeadAndNobodyElse() {
    alive(ONE, 1, NOW);
    alive(new NodeId("gone"), 9, NOW);
    alive(new NodeId("quiet"), 9, NOW.plusMillis(1));
    alive(ONE, 1, NOW.plus(NodeRegistry.SILENCE));
    Alive judged = judged(TWO, NOW.plus(NodeRegistry.SILENCE));
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
    alive(ONE, 1, NOW);
    assertEquals(Set.of(), alive(TWO, 1, NOW.plusSeconds(60)).dead());
  }

  /**
   * Redis has stood still for eight seconds. The beats of all, sent before, lie in the buffers of
   * their connections and are read in whatever order, those sent after it among them.
   */
  @Test
  void beats_thatRedisReadsLate_judgeNobodyWhoBeatAsLately() {
    for (List<NodeId> order :
        List.of(List.of(ONE, TWO, THREE), List.of(TWO, THREE, ONE), List.of(THREE, ONE, TWO))) {
      redis.clear();
      order.forEach(node -> alive(node, 1, NOW));
      Instant thawed = NOW.plusSeconds(8);
      alive(order.get(0), 1, thawed);
      assertEquals(Set.of(), judged(order.get(1), NOW.plusMillis(500)).dead());
      assertEquals(Set.of(), judged(order.get(2), NOW.plusMillis(500)).dead());
      assertEquals(Set.of(), judged(order.get(1), thawed).dead());
    }
  }

  /** A machine that was asleep is behind, and its beats count from when they come. */
  @Test
  void beat_ofANodeThatIsBehind_countsAsOfNowAndTellsItTheTime() {
    alive(ONE, 1, NOW);
    assertEquals(NOW, alive(TWO, 1, NOW.minusSeconds(60)).time());
    assertEquals(NOW, lastBeat(TWO));
    assertEquals(Set.of(), judged(ONE, NOW.plusSeconds(4)).dead());
  }

  @Test
  void beat_ofTheDead_isFencedUntilItJoinsAnew() {
    alive(TWO, 1, NOW);
    Instant later = NOW.plus(NodeRegistry.SILENCE);
    judged(ONE, later);
    assertEquals(new Fenced(), beat(TWO, false, later, false));
    assertEquals(Set.of("one"), redis.hash(NodeKeys.ONLINE).keySet());
    assertInstanceOf(Alive.class, beat(TWO, true, later, false));
    assertEquals(Set.of(), alive(ONE, 1, later).dead());
    assertInstanceOf(Alive.class, beat(TWO, false, later, false));
  }

  @Test
  void beat_ofANodeThatRedisHasForgotten_countsAsAliveAndBringsTheTime() {
    alive(ONE, 1, NOW);
    redis.clear();
    assertEquals(1, alive(ONE, 1, NOW.plusSeconds(1)).gateways());
    assertFalse(joined(TWO).time().isBefore(NOW.plusSeconds(1)));
  }

  @Test
  void node_withoutVisitors_isNoGateway() {
    alive(ONE, 1, NOW);
    Sign worker =
        new Sign(
            TWO,
            Optional.empty(),
            OptionalInt.empty(),
            false,
            Optional.of(NOW),
            false,
            Optional.empty());
    assertEquals(1, ((Alive) beat(worker)).gateways());
    assertEquals(2, redis.number(Command.ZCARD, NodeKeys.NODES));
  }

  @Test
  void address_ofANode_isToldToAllUntilItIsDead() {
    Sign sign =
        new Sign(
            TWO,
            crowd(0),
            OptionalInt.empty(),
            false,
            Optional.of(NOW),
            false,
            Optional.of(ADDRESS));
    assertEquals(Map.of(TWO, ADDRESS), ((Alive) beat(sign)).peers());
    assertEquals(Map.of(TWO, ADDRESS), alive(ONE, 1, NOW).peers());
    assertEquals(Map.of(), judged(ONE, NOW.plus(NodeRegistry.SILENCE)).peers());
  }

  @Test
  void node_thatTakesNewVisitors_isToldToAllWithItsCountUntilItTakesNoneOrIsDead() {
    assertEquals(Map.of(TWO, 5), open(TWO, 5, true, NOW).open());
    assertEquals(Map.of(ONE, 7, TWO, 5), open(ONE, 7, true, NOW).open());
    assertEquals(Map.of(ONE, 8, TWO, 5), open(ONE, 8, true, NOW).open());
    assertEquals(Map.of(TWO, 5), open(ONE, 8, false, NOW).open());
    assertEquals(Map.of(), judged(ONE, NOW.plus(NodeRegistry.SILENCE)).open());
  }

  /** The build before this one takes nodes out and leaves them among those that take visitors. */
  @Test
  void node_thatIsThereNoMore_takesNoNewVisitors() {
    redis.ask(Command.SADD, NodeKeys.OPEN, "gone");
    assertEquals(Map.of(), judged(ONE, NOW).open());
  }

  private Alive open(NodeId node, int sessions, boolean open, Instant sent) {
    return (Alive)
        beat(
            new Sign(
                node,
                Optional.of(new Crowd(sessions, open)),
                OptionalInt.empty(),
                false,
                Optional.of(sent),
                false,
                Optional.empty()));
  }

  @Test
  void node_thatPairs_isToldToAllWithItsLanesUntilItPairsNoMoreOrIsDead() {
    pairs(TWO, OptionalInt.of(3));
    assertEquals(Map.of(ONE, 0, TWO, 3), pairs(ONE, OptionalInt.of(0)).pairing());
    assertEquals(Map.of(TWO, 3), pairs(ONE, OptionalInt.empty()).pairing());
    assertEquals(Map.of(), judged(ONE, NOW.plus(NodeRegistry.SILENCE)).pairing());
  }

  private Alive pairs(NodeId node, OptionalInt lanes) {
    return (Alive)
        beat(
            new Sign(
                node, Optional.empty(), lanes, false, Optional.of(NOW), false, Optional.empty()));
  }

  /** The build before this one takes nodes out and leaves their addresses. */
  @Test
  void address_ofANodeThatIsThereNoMore_isForgotten() {
    redis.ask(Command.HSET, NodeKeys.LINKS, "gone", "127.0.0.1:1");
    assertEquals(Map.of(), judged(ONE, NOW).peers());
  }

  @Test
  void address_thatCannotBeRead_isLeftOut() {
    alive(TWO, 1, NOW);
    redis.ask(Command.HSET, NodeKeys.LINKS, "two", "somewhere");
    assertEquals(Map.of(), alive(ONE, 1, NOW).peers());
  }

  @Test
  void death_longAgo_isForgotten() {
    alive(TWO, 1, NOW);
    Instant death = NOW.plus(NodeRegistry.SILENCE);
    assertEquals(Set.of(TWO), judged(ONE, death).dead());
    Instant later = death.plus(NodeRegistry.MEMORY);
    assertEquals(Set.of(TWO), judged(ONE, later.minusMillis(1)).dead());
    assertEquals(Set.of(), judged(ONE, later).dead());
  }

  @Test
  void node_thatJoinsWhereNobodyKeepsTheTime_beginsWithThatOfTheServer() {
    Instant before = Instant.ofEpochMilli(serverMillis());
    Instant time = joined(ONE).time();
    assertTrue(!time.isBefore(before) && !time.isAfter(Instant.ofEpochMilli(serverMillis())));
  }

  /** Somebody has set the server's clock, forward or back, since the nodes began. */
  @Test
  void node_thatJoinsOthers_keepsToTheirTimeWhateverTheServersClockSays() {
    alive(ONE, 1, NOW);
    keptAt(serverMillis() + 600_000);
    assertSoonAfter(NOW, joined(TWO).time());
    keptAt(serverMillis() - 600_000);
    assertEquals(NOW, alive(ONE, 1, NOW).time());
  }

  @Test
  void node_thatJoinsRightAfterTheOthersHaveGone_goesOnWithTheirTime() {
    alive(ONE, 1, NOW);
    long away = NodeRegistry.SILENCE.toMillis() / 2;
    keptAt(serverMillis() - away);
    Instant time = joined(TWO).time();
    assertFalse(time.isBefore(NOW.plusMillis(away)));
    assertFalse(time.isAfter(NOW.plus(NodeRegistry.SILENCE)));
  }

  @Test
  void node_thatJoinsLongAfterTheOthersHaveGone_beginsWithTheTimeOfTheServerButNotBefore() {
    alive(ONE, 1, NOW);
    keptAt(serverMillis() - NodeRegistry.SILENCE.toMillis() - 1);
    assertTrue(joined(TWO).time().isAfter(NOW.plusSeconds(1)));
    Instant ahead = Instant.ofEpochMilli(serverMillis() + 600_000);
    alive(ONE, 1, ahead);
    keptAt(serverMillis() - NodeRegistry.SILENCE.toMillis() - 1);
    assertEquals(ahead, joined(THREE).time());
  }

  private Alive alive(NodeId node, int sessions, Instant sent) {
    return (Alive)
        beat(
            new Sign(
                node,
                crowd(sessions),
                OptionalInt.empty(),
                false,
                Optional.of(sent),
                false,
                Optional.empty()));
  }

  private Alive judged(NodeId judge, Instant sent) {
    return (Alive) beat(judge, false, sent, true);
  }

  private Alive joined(NodeId node) {
    return (Alive)
        beat(
            new Sign(
                node,
                crowd(0),
                OptionalInt.empty(),
                true,
                Optional.empty(),
                false,
                Optional.empty()));
  }

  private Beat beat(NodeId node, boolean joins, Instant sent, boolean judges) {
    return beat(
        new Sign(
            node,
            crowd(2),
            OptionalInt.empty(),
            joins,
            Optional.of(sent),
            judges,
            Optional.empty()));
  }

  private static Optional<Crowd> crowd(int sessions) {
    return Optional.of(new Crowd(sessions, false));
  }

  private Beat beat(Sign sign) {
    return get(beat.run(sign, NodeRegistry.SILENCE, NodeRegistry.MEMORY));
  }

  /** As much later as has passed by the server's clock since the last beat. */
  private static void assertSoonAfter(Instant kept, Instant time) {
    assertTrue(
        !time.isBefore(kept) && time.isBefore(kept.plus(NodeRegistry.SILENCE)), time::toString);
  }

  private Instant lastBeat(NodeId node) {
    return Instant.ofEpochMilli(redis.number(Command.ZSCORE, NodeKeys.NODES, node.value()));
  }

  private long serverMillis() {
    Response time = redis.ask(Command.TIME);
    return time.get(0).toLong() * 1_000 + time.get(1).toLong() / 1_000;
  }

  /** Has the last beat be one that came at that time of the server. */
  private void keptAt(long serverMillis) {
    String kept = redis.ask(Command.GET, NodeKeys.TIME).toString().split("\\|")[0];
    redis.ask(Command.SET, NodeKeys.TIME, kept + "|" + serverMillis);
  }
}
