package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.delivery.Courier;
import chat.passerby.matchmaking.MatchmakingSettings;
import chat.passerby.matchmaking.pairing.BenchNode.Visitor;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.RequeueSurvivorScript;
import chat.passerby.matchmaking.queue.TicketCodec;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Room;
import chat.passerby.settings.Settings;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.UnseenFaults;
import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of pairing share: a lane in a real Redis, a node, and two who wait. */
abstract class PairingFixture {
  static final PolicySettings POLICY = MatchmakingSettings.from(Settings.of(Map.of())).policy();

  final LaneBench bench;
  final Vertx vertx;
  final Context context;
  final BenchNode node;
  final List<RedisLink> links = new ArrayList<>();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Faults faults = new Faults(new Meters(registry), new SystemClock());
  final Visitor anna;
  final Visitor ben;

  PairingFixture(@TempDir Path data) {
    bench = new LaneBench(data);
    vertx = bench.redis().vertx();
    context = vertx.getOrCreateContext();
    node = new BenchNode(vertx, bench.redis().endpoint(), "node");
    anna = node.visitor("anna", 1_000);
    ben = node.visitor("ben", 2_000);
  }

  @AfterEach
  void stop() {
    links.forEach(link -> get(link.close()));
    bench.close();
  }

  /** Redis knows the script, so that the first call is the one that counts. */
  void loadClaim() {
    bench.redis().ask(Command.SCRIPT, "LOAD", Script.load("claim_pairs").source());
  }

  RedisLink link() {
    return link(bench.redis().endpoint());
  }

  RedisLink link(RedisEndpoint endpoint) {
    LinkSettings quick = BenchNode.QUICK;
    RedisLink link = RedisLink.create(vertx, endpoint, quick, "pairing");
    links.add(link);
    get(link.start());
    return link;
  }

  LanePairing pairing(RedisLink link) {
    return pairing(link, link);
  }

  /** Whether the node knows that it is alive. */
  final AtomicBoolean current = new AtomicBoolean(true);

  LanePairing pairing(RedisLink link, RedisLink newsLink) {
    return pairing(link, newsLink, new WaitingPool(POLICY), new SystemClock());
  }

  LanePairing pairing(RedisLink link, RedisLink newsLink, WaitingPool pool, NodeClock clock) {
    ScriptRunner runner = new ScriptRunner(link);
    Courier courier =
        new Courier(
            node.self(),
            node.connected(),
            new NodeChannel(context, newsLink),
            new Neighbours(),
            UnseenFaults.create());
    return new LanePairing(
        LANE,
        pool,
        new ClaimPairsScript(runner),
        new LaneUpkeep(
            LANE,
            LaneQueue.LIFETIME,
            Duration.ZERO,
            runner,
            BenchNode.meters(),
            UnseenFaults.create()),
        new MatchNews(
            courier,
            new LeaveRoomScript(runner),
            new RequeueSurvivorScript(runner, Duration.ZERO),
            faults),
        new LaneSnapshot(link, LANE, LaneQueue.LIFETIME, UnseenFaults.create()),
        BenchNode.meters(),
        clock,
        current::get,
        context,
        faults);
  }

  /** How many faults of pairing were counted. */
  long faults() {
    return Math.round(registry.get("passerby_faults").tag("part", "pairing").counter().count());
  }

  void enqueueAndTell(LanePairing pairing, Visitor... visitors) {
    for (Visitor visitor : visitors) {
      bench.enqueue(visitor.ticket());
      run(() -> pairing.changed(came(visitor.ticket())));
    }
  }

  static Room awaitRoom(Visitor visitor) {
    await("a room", () -> !visitor.rooms().isEmpty());
    assertEquals(1, visitor.rooms().size());
    return visitor.rooms().get(0);
  }

  static Buffer came(Ticket ticket) {
    return Buffer.buffer("+").appendBuffer(TicketCodec.pack(ticket));
  }

  void run(Runnable work) {
    get(
        inTurn(
            () -> {
              work.run();
              return Future.succeededFuture();
            }));
  }

  <T> Future<T> inTurn(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(
        turn -> {
          try {
            work.get().onComplete(done);
          } catch (RuntimeException | AssertionError e) {
            done.fail(e);
          }
        });
    return done.future();
  }
}
