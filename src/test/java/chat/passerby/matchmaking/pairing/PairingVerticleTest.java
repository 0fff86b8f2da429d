package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.matchmaking.pairing.BenchNode.Visitor;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.matchmaking.queue.TicketCodec;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.TcpProxy;
import chat.passerby.redis.link.RedisEndpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairing as it is deployed, on one Redis that several nodes share. */
class PairingVerticleTest {
  private final LaneBench bench;
  private final RealRedis redis;
  private final BenchNode one;
  private final BenchNode two;

  PairingVerticleTest(@TempDir Path data) {
    bench = new LaneBench(data);
    redis = bench.redis();
    one = new BenchNode(redis.vertx(), redis.endpoint(), "one");
    two = new BenchNode(redis.vertx(), redis.endpoint(), "two");
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void visitors_ofTwoNodes_getOneRoomAndAreBothTold() {
    one.pair();
    Visitor anna = one.visitor("anna", 1_000);
    Visitor ben = two.visitor("ben", 2_000);
    bench.enqueue(anna.ticket(), ben.ticket());
    awaitPairs(List.of(anna, ben));
    assertEquals(anna.rooms(), ben.rooms());
    assertEquals(Optional.of(anna.rooms().get(0)), bench.stored(anna.rooms().get(0).id()));
  }

  @Test
  void visitors_whoseWakeUpWasLost_arePairedAllTheSame() {
    one.pair();
    await("the lease is held", () -> holder().equals("one"));
    Visitor anna = one.visitor("anna", 1_000);
    Visitor ben = one.visitor("ben", 2_000);
    for (Ticket ticket : List.of(anna.ticket(), ben.ticket())) {
      String session = ticket.session().value();
      Buffer value = Buffer.buffer("1|4000000000|").appendBuffer(TicketCodec.pack(ticket));
      redis.ask(Command.HSET, LaneKeys.tickets(LANE), session, value);
    }
    awaitPairs(List.of(anna, ben));
  }

  @Test
  void verticles_thatBothHoldTheLease_giveNobodyTwoRooms() {
    Request free = Request.cmd(Command.DEL).arg(LaneKeys.lease(LANE));
    long timer = redis.vertx().setPeriodic(2, tick -> redis.link().send(free).onFailure(e -> {}));
    one.pair();
    await("one holds the lease", () -> holder().equals("one"));
    // Begun at another moment, or both would always ask within the same two milliseconds.
    two.pair();
    await("two holds the lease", () -> holder().equals("two"));
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Visitor visitor = (i % 2 == 0 ? one : two).visitor("visitor" + i, 1_000 + i);
      visitors.add(visitor);
      bench.enqueue(visitor.ticket());
    }
    awaitPairs(visitors);
    redis.vertx().cancelTimer(timer);
    assertEquals(60, bench.rooms());
    assertEquals(Map.of(), bench.waiting());
  }

  @Test
  void lane_whoseHolderIsCutOff_isTakenOver() {
    TcpProxy proxy = TcpProxy.to(redis.process().port());
    RedisEndpoint endpoint = new RedisEndpoint("redis://127.0.0.1:" + proxy.port());
    BenchNode cutOff = new BenchNode(redis.vertx(), endpoint, "cut-off");
    cutOff.pair();
    await("the lease is held", () -> holder().equals("cut-off"));
    two.pair();
    proxy.close();
    Visitor anna = one.visitor("anna", 1_000);
    Visitor ben = two.visitor("ben", 2_000);
    bench.enqueue(anna.ticket(), ben.ticket());
    awaitPairs(List.of(anna, ben));
    assertEquals("two", holder());
  }

  @Test
  void lane_whoseHolderIsHeldUp_goesBackToWhoeverAsksFirst() {
    try (TcpProxy proxy = TcpProxy.to(redis.process().port())) {
      RedisEndpoint endpoint = new RedisEndpoint("redis://127.0.0.1:" + proxy.port());
      new BenchNode(redis.vertx(), endpoint, "held-up").pair();
      await("the lease is held", () -> holder().equals("held-up"));
      proxy.swallow();
      Visitor anna = one.visitor("anna", 1_000);
      Visitor ben = two.visitor("ben", 2_000);
      bench.enqueue(anna.ticket(), ben.ticket());
      awaitPairs(List.of(anna, ben));
    }
  }

  @Test
  void lane_whoseHolderIsUndeployed_isFreeAtOnce() {
    String deployment = one.pair();
    await("the lease is held", () -> holder().equals("one"));
    get(redis.vertx().undeploy(deployment));
    assertFalse(redis.exists(LaneKeys.lease(LANE)));
    two.pair();
    await("the lease is held", () -> holder().equals("two"));
  }

  @Test
  void waiting_beforeARestartOfRedis_isPairedAfterIt() {
    one.pair();
    Visitor anna = one.visitor("anna", 1_000);
    bench.enqueue(anna.ticket());
    redis.process().kill();
    redis.process().restart();
    await("the link is back", redis.link()::isUp);
    assertEquals(Map.of("anna", anna.ticket()), bench.waiting());
    Visitor ben = two.visitor("ben", 2_000);
    bench.enqueue(ben.ticket());
    awaitPairs(List.of(anna, ben));
  }

  @Test
  void waiting_lostByRedis_isPairedOncePutInAgain() {
    one.pair();
    Visitor anna = one.visitor("anna", 1_000);
    bench.enqueue(anna.ticket());
    redis.process().kill();
    redis.process().restartEmpty();
    await("the link is back", redis.link()::isUp);
    assertEquals(Map.of(), bench.waiting());
    Visitor ben = two.visitor("ben", 2_000);
    // As the gateways do when they see Redis again.
    bench.enqueue(anna.ticket(), ben.ticket());
    awaitPairs(List.of(anna, ben));
  }

  private String holder() {
    return String.valueOf(redis.ask(Command.GET, LaneKeys.lease(LANE)));
  }

  private static void awaitPairs(List<Visitor> visitors) {
    await("all are told", () -> visitors.stream().noneMatch(v -> v.rooms().isEmpty()));
    for (Visitor visitor : visitors) {
      assertEquals(1, visitor.rooms().size());
      assertEquals(1, visitor.events().size());
    }
  }
}
