package chat.passerby.matchmaking;

import static chat.passerby.matchmaking.LaneBench.LANE;
import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.BenchNode.Visitor;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.LinkSettings;
import chat.passerby.redis.RedisEndpoint;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.Subscriber;
import chat.passerby.redis.TcpProxy;
import chat.passerby.room.Courier;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Room;
import chat.passerby.room.RoomEvent;
import chat.passerby.session.NodeChannel;
import chat.passerby.settings.Settings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanePairingTest {
  private static final PolicySettings POLICY =
      MatchmakingSettings.from(Settings.of(Map.of())).policy();

  private final LaneBench bench;
  private final Vertx vertx;
  private final Context context;
  private final BenchNode node;
  private final List<RedisLink> links = new ArrayList<>();
  private final Visitor anna;
  private final Visitor ben;

  LanePairingTest(@TempDir Path data) {
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

  @Test
  void changes_told_arePairedAtOnce() {
    LanePairing pairing = pairing(link());
    run(() -> pairing.held(true));
    enqueueAndTell(pairing, anna, ben);
    Room room = awaitRoom(anna);
    assertEquals(List.of(room), List.of(awaitRoom(ben)));
    assertEquals(anna.ticket().session(), room.older().address().session());
    assertEquals(Map.of(), bench.waiting());
  }

  @Test
  void changes_lost_areFoundByReconciling() {
    LanePairing pairing = pairing(link());
    run(() -> pairing.held(true));
    bench.enqueue(anna.ticket(), ben.ticket());
    run(pairing::reconcile);
    assertEquals(awaitRoom(anna), awaitRoom(ben));
  }

  @Test
  void changes_lost_areFoundByTheNextTick() {
    LanePairing pairing = pairing(link());
    Visitor carl = node.visitor("carl", 500);
    Visitor dora = node.visitor("dora", 700);
    run(() -> pairing.held(true));
    enqueueAndTell(pairing, carl, dora);
    awaitRoom(carl);
    bench.enqueue(anna.ticket(), ben.ticket());
    run(pairing::tick);
    assertEquals(awaitRoom(anna), awaitRoom(ben));
  }

  @Test
  void pass_withMoreToDo_goesOnByItself() {
    RedisLink link = link();
    LanePairing pairing = pairing(link, link, new WaitingPool(POLICY, 1), Clock.systemUTC());
    for (int i = 0; i < 5; i++) {
      bench.enqueue(LaneBench.ticket("picky" + i, 1, i, node.self(), List.of("interest " + i)));
    }
    bench.enqueue(anna.ticket(), ben.ticket());
    run(() -> pairing.held(true));
    assertEquals(awaitRoom(anna), awaitRoom(ben));
  }

  @Test
  void ticket_ofNobodyWhoLives_isTakenOutWithAReading() {
    LanePairing pairing = pairing(link());
    Ticket picky = LaneBench.ticket("orphan", 1, 1_000, node.self(), List.of("chess"));
    bench
        .redis()
        .ask(
            Command.HSET,
            LaneKeys.tickets(LANE),
            "orphan",
            Buffer.buffer("1|7|").appendBuffer(TicketCodec.pack(picky)));
    bench.enqueue(anna.ticket());
    run(() -> pairing.held(true));
    await("the orphan to go", () -> bench.waiting().keySet().equals(Set.of("anna")));
  }

  @Test
  void lane_withoutItsLease_isNotPaired() {
    LanePairing pairing = pairing(link());
    enqueueAndTell(pairing, anna, ben);
    run(pairing::reconcile);
    run(pairing::tick);
    assertEquals(Set.of("anna", "ben"), bench.waiting().keySet());
    run(() -> pairing.held(true));
    assertEquals(awaitRoom(anna), awaitRoom(ben));
  }

  @Test
  void lane_whoseLeaseIsLost_isPairedByWhatIsThereWhenItComesBack() {
    RedisLink link = link();
    LanePairing pairing = pairing(link);
    run(() -> pairing.held(true));
    bench.enqueue(anna.ticket());
    run(() -> pairing.changed(came(anna.ticket())));
    run(() -> pairing.held(false));
    Ticket picky = LaneBench.ticket("anna", 1, 1_000, node.self(), List.of("chess"));
    bench.enqueue(picky, ben.ticket());
    // Whoever still went by the old ticket would pair the two now.
    run(
        () -> {
          pairing.held(true);
          pairing.changed(came(ben.ticket()));
        });
    get(link.send(Request.cmd(Command.PING)));
    run(pairing::tick);
    get(link.send(Request.cmd(Command.PING)));
    assertEquals(Set.of("anna", "ben"), bench.waiting().keySet());
  }

  @Test
  void claim_whoseAnswerIsLost_isMadeAgainUntilBothAreTold() {
    RedisLink link = link();
    LanePairing pairing = pairing(link);
    run(() -> pairing.held(true));
    bench.enqueue(anna.ticket(), ben.ticket());
    loadClaim();
    bench.redis().process().pause();
    // Redis finds the claim in its socket when it goes on, and nobody hears the answer.
    run(() -> pairing.changed(came(anna.ticket())));
    run(() -> pairing.changed(came(ben.ticket())));
    await("the link is given up", () -> !link.isUp());
    run(pairing::tick);
    bench.redis().process().resume();
    await("the link is back", link::isUp);
    await("the claim was carried out", () -> bench.waiting().isEmpty());
    assertEquals(List.of(), anna.events());
    run(pairing::tick);
    assertEquals(awaitRoom(anna), awaitRoom(ben));
    assertEquals(1, bench.rooms());
  }

  @Test
  void claim_lostTogetherWithItsRoom_sendsBothBackToTheirQueue() {
    RedisLink link = link();
    LanePairing pairing = pairing(link);
    run(() -> pairing.held(true));
    bench.enqueue(anna.ticket(), ben.ticket());
    loadClaim();
    bench.redis().process().pause();
    run(() -> pairing.changed(came(anna.ticket())));
    run(() -> pairing.changed(came(ben.ticket())));
    await("the link is given up", () -> !link.isUp());
    bench.redis().process().resume();
    await("the link is back", link::isUp);
    await("the claim was carried out", () -> bench.waiting().isEmpty());
    bench.redis().clear();
    run(pairing::tick);
    for (Visitor visitor : List.of(anna, ben)) {
      await("the news", () -> !visitor.events().isEmpty());
      assertTrue(visitor.events().get(0) instanceof RoomEvent.Unmatched);
    }
  }

  @Test
  void tickets_putInWhileTheirClaimFails_areProposedAgain() {
    RedisLink link = link();
    LanePairing pairing = pairing(link);
    run(() -> pairing.held(true));
    loadClaim();
    bench.enqueue(anna.ticket(), ben.ticket());
    bench.redis().clear();
    EnqueueTicketsScript enqueue = new EnqueueTicketsScript(new ScriptRunner(link));
    get(
        inTurn(
            () -> {
              pairing.changed(came(anna.ticket()));
              pairing.changed(came(ben.ticket()));
              // The claim is on its way and will find nobody; these come right behind it.
              List<Future<QueueReply>> replies =
                  List.of(
                      enqueue.run(LANE, anna.ticket(), Optional.empty()),
                      enqueue.run(LANE, ben.ticket(), Optional.empty()));
              pairing.changed(came(anna.ticket()));
              pairing.changed(came(ben.ticket()));
              return Future.all(replies);
            }));
    assertEquals(awaitRoom(anna), awaitRoom(ben));
  }

  @Test
  void claim_thatWasNeverSent_isProposedAgain() {
    RedisLink link = link();
    LanePairing pairing = pairing(link);
    run(() -> pairing.held(true));
    bench.enqueue(anna.ticket(), ben.ticket());
    bench.redis().process().kill();
    await("the link is down", () -> !link.isUp());
    run(() -> pairing.changed(came(anna.ticket())));
    run(() -> pairing.changed(came(ben.ticket())));
    bench.redis().process().restart();
    await("the link is back", link::isUp);
    run(pairing::tick);
    assertEquals(awaitRoom(anna), awaitRoom(ben));
  }

  @Test
  void news_thatCouldNotBeTold_areToldLater() {
    BenchNode elsewhere = new BenchNode(vertx, bench.redis().endpoint(), "elsewhere");
    Visitor cleo = elsewhere.visitor("cleo", 500);
    try (TcpProxy proxy = TcpProxy.to(bench.redis().process().port())) {
      RedisLink newsLink = link(new RedisEndpoint("redis://127.0.0.1:" + proxy.port()));
      LanePairing pairing = pairing(link(), newsLink);
      run(() -> pairing.held(true));
      proxy.swallow();
      enqueueAndTell(pairing, cleo, anna);
      await("the claim", () -> bench.waiting().isEmpty());
      await("the link is given up", () -> !newsLink.isUp());
      assertEquals(List.of(), anna.events());
      await("the link is back", newsLink::isUp);
      run(pairing::tick);
      assertEquals(awaitRoom(anna), awaitRoom(cleo));
      get(newsLink.close());
    }
  }

  @Test
  void pairing_finished_hasToldWhomeverItClaimed() {
    RedisLink link = link();
    LanePairing pairing = pairing(link);
    run(() -> pairing.held(true));
    bench.enqueue(anna.ticket(), ben.ticket());
    Visitor late = node.visitor("late", 3_000);
    Visitor later = node.visitor("later", 4_000);
    bench.enqueue(late.ticket(), later.ticket());
    get(
        inTurn(
            () -> {
              pairing.changed(came(anna.ticket()));
              pairing.changed(came(ben.ticket()));
              Future<Void> finished = pairing.finish();
              assertFalse(finished.isComplete());
              pairing.changed(came(late.ticket()));
              pairing.changed(came(later.ticket()));
              pairing.held(true);
              return finished;
            }));
    assertEquals(awaitRoom(anna), awaitRoom(ben));
    assertEquals(Set.of("late", "later"), bench.waiting().keySet());
  }

  @Test
  void survivor_ofATicketOfNoNode_waitsOnAtTheOriginalPlace() {
    Ticket ghost = LaneBench.ticket("ghost", 1, 500, new NodeId("nowhere"), List.of());
    LanePairing pairing = pairing(link());
    run(() -> pairing.held(true));
    bench.enqueue(ghost, ben.ticket());
    run(() -> pairing.changed(came(ghost)));
    run(() -> pairing.changed(came(ben.ticket())));
    await("the match is undone", () -> bench.waiting().keySet().equals(Set.of("ben")));
    assertEquals(Map.of("ben", ben.ticket()), bench.waiting());
    assertEquals(0, bench.rooms());
    enqueueAndTell(pairing, anna);
    run(pairing::reconcile);
    assertEquals(awaitRoom(anna), awaitRoom(ben));
  }

  @Test
  void pairings_twoAtOnce_giveNobodyTwoRooms() {
    LanePairing one = pairing(link());
    LanePairing two = pairing(link());
    Subscriber changes =
        Subscriber.create(
            vertx, bench.redis().endpoint(), BenchNode.QUICK, bench.redis().link(), "both");
    get(changes.start());
    get(
        changes.subscribe(
            LaneKeys.changes(LANE),
            change ->
                context.runOnContext(
                    turn -> {
                      one.changed(change);
                      two.changed(change);
                    })));
    run(() -> one.held(true));
    run(() -> two.held(true));
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      visitors.add(node.visitor("visitor" + i, 10_000 + i));
      bench.enqueue(visitors.get(i).ticket());
    }
    await("all are told", () -> visitors.stream().noneMatch(v -> v.rooms().isEmpty()));
    run(one::reconcile);
    run(two::reconcile);
    get(changes.close());
    Map<SessionId, Set<Room>> rooms = new HashMap<>();
    visitors.forEach(v -> rooms.put(v.ticket().session(), new HashSet<>(v.rooms())));
    assertEquals(100, rooms.size());
    rooms.values().forEach(mine -> assertEquals(1, mine.size()));
    assertEquals(50, bench.rooms());
    visitors.forEach(v -> assertEquals(1, v.events().size()));
  }

  @Test
  void crowd_ofSeveralBatches_isClaimedOneBehindTheOther() {
    RedisLink link = link();
    LanePairing pairing = pairing(link);
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      visitors.add(node.visitor("visitor" + i, 10_000 + i));
      bench.enqueue(visitors.get(i).ticket());
    }
    loadClaim();
    run(() -> pairing.held(true));
    await("all are told", () -> visitors.stream().noneMatch(v -> v.rooms().isEmpty()));
    visitors.forEach(v -> assertEquals(1, v.events().size()));
    assertEquals(600, bench.rooms());
    assertEquals(Map.of(), bench.waiting());
  }

  @Test
  void claims_underWayWhenRedisGoes_areAllMadeAgain() {
    RedisLink link = link();
    WaitingPool pool = new WaitingPool(POLICY);
    AtomicBoolean paused = new AtomicBoolean();
    // The first pair is claimed alone; Redis stops before the full batches behind it.
    InstantSource clock =
        () -> {
          if (pool.size() == 1_198 && paused.compareAndSet(false, true)) {
            bench.redis().process().pause();
          }
          return Instant.now();
        };
    LanePairing pairing = pairing(link, link, pool, clock);
    run(() -> pairing.held(true));
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      visitors.add(node.visitor("visitor" + i, 10_000 + i));
      bench.enqueue(visitors.get(i).ticket());
    }
    loadClaim();
    run(() -> visitors.forEach(v -> pairing.changed(came(v.ticket()))));
    await("the link is given up", () -> !link.isUp());
    bench.redis().process().resume();
    await("the link is back", link::isUp);
    await(
        "all are told",
        () -> {
          run(pairing::tick);
          return visitors.stream().noneMatch(v -> v.rooms().isEmpty());
        });
    visitors.forEach(v -> assertEquals(1, v.rooms().size()));
    assertEquals(600, bench.rooms());
  }

  /** Redis knows the script, so that the first call is the one that counts. */
  private void loadClaim() {
    bench.redis().ask(Command.SCRIPT, "LOAD", Script.load("claim_pairs").source());
  }

  private RedisLink link() {
    return link(bench.redis().endpoint());
  }

  private RedisLink link(RedisEndpoint endpoint) {
    LinkSettings quick = BenchNode.QUICK;
    RedisLink link = RedisLink.create(vertx, endpoint, quick, "pairing");
    links.add(link);
    get(link.start());
    return link;
  }

  private LanePairing pairing(RedisLink link) {
    return pairing(link, link);
  }

  private LanePairing pairing(RedisLink link, RedisLink newsLink) {
    return pairing(link, newsLink, new WaitingPool(POLICY), Clock.systemUTC());
  }

  private LanePairing pairing(
      RedisLink link, RedisLink newsLink, WaitingPool pool, InstantSource clock) {
    ScriptRunner runner = new ScriptRunner(link);
    Courier courier =
        new Courier(node.self(), node.connected(), new NodeChannel(context, newsLink));
    return new LanePairing(
        LANE,
        pool,
        new ClaimPairsScript(runner),
        new LaneUpkeep(LANE, LaneQueue.LIFETIME, runner, BenchNode.meters()),
        new MatchNews(courier, new LeaveRoomScript(runner), new RequeueSurvivorScript(runner)),
        new LaneSnapshot(link, LANE, LaneQueue.LIFETIME),
        BenchNode.meters(),
        clock,
        context);
  }

  private void enqueueAndTell(LanePairing pairing, Visitor... visitors) {
    for (Visitor visitor : visitors) {
      bench.enqueue(visitor.ticket());
      run(() -> pairing.changed(came(visitor.ticket())));
    }
  }

  private static Room awaitRoom(Visitor visitor) {
    await("a room", () -> !visitor.rooms().isEmpty());
    assertEquals(1, visitor.rooms().size());
    return visitor.rooms().get(0);
  }

  private static Buffer came(Ticket ticket) {
    return Buffer.buffer("+").appendBuffer(TicketCodec.pack(ticket));
  }

  private void run(Runnable work) {
    get(
        inTurn(
            () -> {
              work.run();
              return Future.succeededFuture();
            }));
  }

  private <T> Future<T> inTurn(Supplier<Future<T>> work) {
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
