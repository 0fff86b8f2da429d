package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.delivery.RoomEvent.Unmatched;
import chat.passerby.matchmaking.pairing.BenchNode.Visitor;
import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.matchmaking.queue.EnqueueTicketsScript;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.TcpProxy;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.room.RoomKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How each match is seen through, whatever gets lost on the way. */
class LaneClaimsTest extends PairingFixture {
  LaneClaimsTest(@TempDir Path data) {
    super(data);
  }

  /**
   * Has Anna and Ben claimed while Redis is asleep: it finds the claim in its socket when it goes
   * on, and nobody hears the answer.
   *
   * @param meanwhile done while there is no connection
   */
  private LanePairing loseTheAnswer(RedisLink link, Consumer<LanePairing> meanwhile) {
    LanePairing pairing = pairing(link);
    run(() -> pairing.held(true));
    bench.enqueue(anna.ticket(), ben.ticket());
    loadClaim();
    bench.redis().process().pause();
    run(() -> pairing.changed(came(anna.ticket())));
    run(() -> pairing.changed(came(ben.ticket())));
    await("the link is given up", () -> !link.isUp());
    run(() -> meanwhile.accept(pairing));
    bench.redis().process().resume();
    await("the link is back", link::isUp);
    await("the claim was carried out", () -> bench.waiting().isEmpty());
    return pairing;
  }

  @Test
  void claim_whoseAnswerIsLost_isMadeAgainUntilBothAreTold() {
    RedisLink link = link();
    LanePairing pairing = loseTheAnswer(link, LanePairing::tick);
    assertEquals(List.of(), anna.events());
    run(pairing::tick);
    assertEquals(awaitRoom(anna), awaitRoom(ben));
    assertEquals(1, bench.rooms());
  }

  @Test
  void claim_lostTogetherWithItsRoom_sendsBothBackToTheirQueue() {
    RedisLink link = link();
    LanePairing pairing = loseTheAnswer(link, cutOff -> {});
    bench.redis().clear();
    run(pairing::tick);
    for (Visitor visitor : List.of(anna, ben)) {
      await("the news", () -> !visitor.events().isEmpty());
      assertTrue(visitor.events().get(0) instanceof RoomEvent.Unmatched);
    }
  }

  /** The answer is known, and a claim that is made again would break again. */
  @Test
  void claim_thatBreaks_isCountedAndDroppedAndBothMeetOnceItIsMended() {
    LanePairing pairing = pairing(link());
    run(() -> pairing.held(true));
    bench.enqueue(anna.ticket(), ben.ticket());
    bench.redis().ask(Command.SET, RoomKeys.members(LANE), "no hash");
    run(() -> pairing.changed(came(anna.ticket())));
    run(() -> pairing.changed(came(ben.ticket())));
    for (Visitor visitor : List.of(anna, ben)) {
      await("the news", () -> visitor.events().stream().anyMatch(Unmatched.class::isInstance));
    }
    assertTrue(faults() > 0);
    bench.redis().clear();
    assertEquals(List.of(), anna.rooms());
    bench.enqueue(anna.ticket(), ben.ticket());
    await(
        "a room",
        () -> {
          run(pairing::tick);
          return !anna.rooms().isEmpty();
        });
    assertEquals(awaitRoom(anna), awaitRoom(ben));
    assertFalse(anna.events().contains(new Unmatched(awaitRoom(anna).id())));
  }

  @Test
  void pairs_whoseClaimBroke_waitAsideLongerEachTimeUntilOneIsAnswered() {
    SetAside aside = new SetAside(new Random(1));
    List<Integer> waits = new ArrayList<>();
    Pairing pair = new Pairing(anna.ticket(), ben.ticket(), List.of(), Optional.empty());
    for (int i = 0; i < 20; i++) {
      aside.add(List.of(pair));
      int ticks = 1;
      while (aside.tick().isEmpty()) {
        ticks++;
      }
      waits.add(ticks);
    }
    assertEquals(1, waits.getFirst());
    assertTrue(waits.stream().allMatch(ticks -> ticks <= SetAside.MAX_TICKS), waits.toString());
    assertTrue(waits.stream().anyMatch(ticks -> ticks > 8), waits.toString());
    aside.answered();
    aside.add(List.of(pair));
    assertEquals(List.of(pair), aside.tick());
    assertEquals(List.of(), aside.tick());
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
    WatchedClock clock =
        new WatchedClock(
            () -> {
              if (pool.size() == 1_198 && paused.compareAndSet(false, true)) {
                bench.redis().process().pause();
              }
            });
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
}
