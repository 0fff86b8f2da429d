package chat.passerby.matchmaking.figures;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.pairing.BenchNode;
import chat.passerby.matchmaking.pairing.BenchNode.Visitor;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.protocol.Mode;
import chat.passerby.redis.RealRedis;
import chat.passerby.room.Lane;
import chat.passerby.telemetry.UnseenFaults;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresBoardTest {
  private static final Lane SHARD = new Lane(LANE.pool(), LANE.mode(), 1);
  private static final LaneFigures FIGURES =
      new LaneFigures(
          Duration.ofSeconds(60), 12, 30, List.of(Duration.ofMillis(7), Duration.ofDays(9)));

  private final LaneBench bench;
  private final RealRedis redis;
  private final FiguresBoard board;

  FiguresBoardTest(@TempDir Path data) {
    bench = new LaneBench(data);
    redis = bench.redis();
    board = new FiguresBoard(redis.link(), UnseenFaults.create());
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void figures_packed_areUnpackedTheSame() {
    assertEquals(FIGURES, LaneFiguresCodec.unpack(LaneFiguresCodec.pack(FIGURES)));
  }

  @Test
  void figures_posted_areReadTogetherWithWhoWaitsInAllShards() {
    get(board.post(Map.of(LANE, FIGURES, SHARD, FIGURES)));
    bench.enqueue(LaneBench.ticket("anna", 1, 1_000), LaneBench.ticket("ben", 1, 2_000));
    redis.ask(Command.HSET, LaneKeys.tickets(SHARD), "carl", "1|7|a ticket");
    Lane other = new Lane(LANE.pool(), Mode.VIDEO);
    assertEquals(
        Map.of(
            LANE.partition(), PartitionFigures.merge(3, List.of(FIGURES, FIGURES)),
            other.partition(), PartitionFigures.merge(0, List.of())),
        get(board.read(List.of(LANE, SHARD, other))));
  }

  @Test
  void figures_posted_goByThemselves() {
    get(board.post(Map.of(LANE, FIGURES)));
    long left = redis.number(Command.PTTL, LaneKeys.figures(LANE));
    assertTrue(0 < left && left <= FiguresBoard.LIFETIME.toMillis(), left + " ms");
  }

  @Test
  void figures_ofAnotherVersion_areLeftOut() {
    redis.ask(Command.SET, LaneKeys.figures(LANE), "9");
    assertEquals(
        Map.of(LANE.partition(), PartitionFigures.merge(0, List.of())),
        get(board.read(List.of(LANE))));
  }

  @Test
  void lane_thatIsPaired_getsItsFiguresPosted() {
    BenchNode node = new BenchNode(redis.vertx(), redis.endpoint(), "node");
    node.pair();
    await("the lease is held", () -> redis.exists(LaneKeys.lease(LANE)));
    assertFalse(redis.exists(LaneKeys.figures(LANE)), "nothing has happened");
    Visitor anna = node.visitor("anna", System.currentTimeMillis() - 5_000);
    Visitor ben = node.visitor("ben", System.currentTimeMillis() - 1_000);
    bench.enqueue(anna.ticket(), ben.ticket());
    await("both are counted", () -> figures().filter(its -> its.matched() == 2).isPresent());
    LaneFigures figures = figures().orElseThrow();
    assertEquals(2, figures.arrived());
    assertTrue(figures.waits().get(0).compareTo(Duration.ofSeconds(5)) >= 0, figures::toString);
    assertTrue(figures.waits().get(1).compareTo(Duration.ofSeconds(1)) >= 0, figures::toString);
    assertTrue(figures.waits().get(1).compareTo(figures.waits().get(0)) < 0, figures::toString);
  }

  /** Else nobody would be told an estimate until ten more have met somebody. */
  @Test
  void figures_ofALaneThatMovesToAnotherNode_goOn() {
    BenchNode one = new BenchNode(redis.vertx(), redis.endpoint(), "one");
    BenchNode two = new BenchNode(redis.vertx(), redis.endpoint(), "two");
    String pairing = one.pair();
    meet(one, "anna", "ben");
    await("both are counted", () -> figures().filter(its -> its.matched() == 2).isPresent());
    get(redis.vertx().undeploy(pairing));
    two.pair();
    meet(two, "carl", "dora");
    await("all are counted", () -> figures().filter(its -> its.matched() == 4).isPresent());
    assertEquals(4, figures().orElseThrow().arrived());
    assertEquals(4, figures().orElseThrow().waits().size());
  }

  private void meet(BenchNode node, String one, String other) {
    await("the lease is held", () -> redis.exists(LaneKeys.lease(LANE)));
    long now = System.currentTimeMillis();
    bench.enqueue(node.visitor(one, now).ticket(), node.visitor(other, now).ticket());
  }

  private Optional<LaneFigures> figures() {
    return Optional.ofNullable(redis.ask(Command.GET, LaneKeys.figures(LANE)))
        .map(posted -> LaneFiguresCodec.unpack(posted.toBuffer()));
  }
}
