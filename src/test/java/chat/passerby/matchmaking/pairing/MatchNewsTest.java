package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.delivery.Courier;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.pairing.BenchNode.Visitor;
import chat.passerby.matchmaking.pairing.MatchNews.Outcome;
import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneFixture;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.matchmaking.queue.RequeueSurvivorScript;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Room;
import chat.passerby.telemetry.Foreseen;
import chat.passerby.telemetry.UnseenFaults;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchNewsTest extends LaneFixture {
  private static final NodeId NOWHERE = new NodeId("nowhere");

  private final BenchNode here;
  private final BenchNode elsewhere;
  private final MatchNews news;

  MatchNewsTest(@TempDir Path data) {
    super(data);
    here = node("here");
    elsewhere = node("elsewhere");
    news = news(bench.redis().link());
  }

  @Test
  void both_onThisNode_areTold() {
    Visitor anna = here.visitor("anna", 1_000);
    Visitor ben = here.visitor("ben", 2_000);
    Room room = claim(anna.ticket(), ben.ticket());
    assertEquals(Outcome.STANDS, tell(room, anna.ticket(), ben.ticket()));
    awaitMatch(room, anna, ben);
    assertEquals(Optional.of(room), bench.stored(room.id()));
  }

  @Test
  void both_onDifferentNodes_areTold() {
    Visitor anna = here.visitor("anna", 1_000);
    Visitor ben = elsewhere.visitor("ben", 2_000);
    Visitor cleo = elsewhere.visitor("cleo", 3_000);
    Room room = claim(anna.ticket(), ben.ticket());
    assertEquals(Outcome.STANDS, tell(room, anna.ticket(), ben.ticket()));
    awaitMatch(room, anna, ben);

    Visitor dan = here.visitor("dan", 4_000);
    Room other = claim(cleo.ticket(), dan.ticket());
    assertEquals(Outcome.STANDS, tell(other, cleo.ticket(), dan.ticket()));
    awaitMatch(other, cleo, dan);
  }

  @Test
  void both_onOneOtherNode_areTold() {
    Visitor anna = elsewhere.visitor("anna", 1_000);
    Visitor ben = elsewhere.visitor("ben", 2_000);
    Room room = claim(anna.ticket(), ben.ticket());
    assertEquals(Outcome.STANDS, tell(room, anna.ticket(), ben.ticket()));
    awaitMatch(room, anna, ben);
  }

  @Test
  void survivor_ofADeadNodesMatch_waitsOnAndHasHeardNothing() {
    Ticket older = ticket("older", 1, 500, NOWHERE, List.of());
    Ticket newer = ticket("newer", 1, 5_000, NOWHERE, List.of());
    for (BenchNode node : List.of(here, elsewhere)) {
      Visitor anna = node.visitor("anna", 1_000);
      assertEquals(Outcome.REQUEUED, tell(claim(older, anna.ticket()), older, anna.ticket()));
      assertEquals(Map.of("anna", anna.ticket()), bench.waiting());
      clear();
      assertEquals(Outcome.REQUEUED, tell(claim(anna.ticket(), newer), anna.ticket(), newer));
      assertEquals(Map.of("anna", anna.ticket()), bench.waiting());
      assertEquals(0, bench.rooms());
      assertHeardNothing(anna, node);
      clear();
    }
  }

  @Test
  void survivor_ofSomeoneWhoDisconnected_waitsOn() {
    Visitor anna = here.visitor("anna", 1_000);
    Visitor ben = here.visitor("ben", 2_000);
    Room room = claim(anna.ticket(), ben.ticket());
    here.disconnect(anna);
    assertEquals(Outcome.REQUEUED, tell(room, anna.ticket(), ben.ticket()));
    assertEquals(Map.of("ben", ben.ticket()), bench.waiting());
    assertHeardNothing(ben, here);
  }

  @Test
  void survivor_ofARoomThatWasEndedFirst_isToldThatNothingCameOfIt() {
    Visitor anna = here.visitor("anna", 1_000);
    Visitor ben = elsewhere.visitor("ben", 2_000);
    Room room = claim(anna.ticket(), ben.ticket());
    here.disconnect(anna);
    get(new LeaveRoomScript(bench.runner()).run(room, room.members().getFirst().address()));
    assertEquals(Outcome.UNDONE, tell(room, anna.ticket(), ben.ticket()));
    awaitEvents(
        ben, new RoomEvent.Ended(room, Left.Reason.GONE), new RoomEvent.Unmatched(room.id()));
    assertEquals(Map.of(), bench.waiting());
  }

  @Test
  void survivor_whoHeardOfTheMatchBefore_isToldOfItsEndAndIsInNoQueue() {
    for (BenchNode node : List.of(here, elsewhere)) {
      Visitor anna = node.visitor("anna", 1_000);
      Visitor ben = here.visitor("ben", 2_000);
      Room room = claim(anna.ticket(), ben.ticket());
      assertEquals(Outcome.STANDS, tell(room, anna.ticket(), ben.ticket()));
      here.disconnect(ben);
      // As after an answer that got lost.
      assertEquals(Outcome.UNDONE, tell(news, room, anna.ticket(), ben.ticket(), true));
      awaitEvents(
          anna,
          new RoomEvent.Matched(room),
          new RoomEvent.Ended(room, Left.Reason.GONE),
          new RoomEvent.Unmatched(room.id()));
      assertEquals(List.of(), bench.redis().keys());
      node.disconnect(anna);
    }
  }

  @Test
  void survivor_whoHeardOfTheMatchFromTheQueue_isToldOfItsEndAndIsInNoQueue() {
    LaneQueue queue =
        new LaneQueue(
            Runnable::run, bench.runner(), LaneBench.queueMeters(), UnseenFaults.create());
    Visitor anna = here.visitor("anna", 1_000);
    for (BenchNode node : List.of(here, elsewhere)) {
      Visitor ben = node.visitor("ben", 2_000);
      Visitor cleo = node.visitor("cleo", 2_000);
      Room one = claim(anna.ticket(), ben.ticket());
      assertEquals(
          new QueueReply.Taken(one),
          get(queue.enqueue(LaneBench.LANE, ben.ticket(), Optional.empty())));
      here.disconnect(anna);
      assertEquals(Outcome.UNDONE, tell(one, anna.ticket(), ben.ticket()));
      assertTakenBack(ben, one);
      Room other = claim(anna.ticket(), cleo.ticket());
      assertEquals(
          new QueueReply.Taken(other),
          get(queue.withdraw(LaneBench.LANE, LaneBench.address(cleo.ticket()))));
      assertEquals(Outcome.UNDONE, tell(other, anna.ticket(), cleo.ticket()));
      assertTakenBack(cleo, other);
    }
  }

  @Test
  void survivor_whoseNodeDiedWithTheNews_hasItsPlaceKeptAsWell() {
    Visitor ben = here.visitor("ben", 2_000);
    Ticket anna = ticket("anna", 1, 500, NOWHERE, List.of());
    Room room = claim(anna, ben.ticket());
    here.disconnect(ben);
    MatchNews graceful = news(bench.redis().link(), Duration.ofSeconds(20));
    assertEquals(Outcome.UNDONE, tell(graceful, room, anna, ben.ticket(), true));
    assertEquals(
        Stream.of(anna, ben.ticket())
            .map(ticket -> LaneKeys.parked(LaneBench.LANE, ticket.session()))
            .toList(),
        bench.redis().keys());
  }

  @Test
  void match_whoseUndoingBreaks_isNoMatchInDoubt() {
    Visitor anna = here.visitor("anna", 1_000);
    Ticket ben = ticket("ben", 1, 5_000, NOWHERE, List.of());
    Room room = claim(anna.ticket(), ben);
    bench.redis().ask(Command.SET, LaneKeys.tickets(LaneBench.LANE), "no hash");
    Pairing pairing = new Pairing(anna.ticket(), ben, List.of(), Optional.empty());
    assertEquals(
        true,
        onEventLoop(() -> news.tell(room, pairing, false).map(false).recover(e -> notForeseen(e))));
  }

  private static Future<Boolean> notForeseen(Throwable failure) {
    return Future.succeededFuture(!(failure instanceof Foreseen));
  }

  @Test
  void room_dropped_isOverForBothAndInRedis() {
    Visitor anna = here.visitor("anna", 1_000);
    Visitor ben = elsewhere.visitor("ben", 2_000);
    Room room = claim(anna.ticket(), ben.ticket());
    onEventLoop(() -> news.drop(room));
    for (Visitor visitor : List.of(anna, ben)) {
      awaitEvents(
          visitor, new RoomEvent.Ended(room, Left.Reason.GONE), new RoomEvent.Unmatched(room.id()));
    }
    assertEquals(List.of(), bench.redis().keys());
  }

  private void assertTakenBack(Visitor survivor, Room room) {
    awaitEvents(
        survivor, new RoomEvent.Ended(room, Left.Reason.GONE), new RoomEvent.Unmatched(room.id()));
    assertEquals(List.of(), bench.redis().keys());
  }

  @Test
  void match_withSomeoneWhoLeftAnotherNode_isOver() {
    Visitor anna = elsewhere.visitor("anna", 1_000);
    Visitor ben = here.visitor("ben", 2_000);
    Room room = claim(anna.ticket(), ben.ticket());
    elsewhere.disconnect(anna);
    assertEquals(Outcome.STANDS, tell(room, anna.ticket(), ben.ticket()));
    RoomEvent ended = new RoomEvent.Ended(room, Left.Reason.GONE);
    await("both events", () -> ben.events().size() == 2);
    assertEquals(List.of(new RoomEvent.Matched(room)), matches(ben));
    assertEquals(1, ben.events().stream().filter(ended::equals).count());
    await("Redis knows it too", () -> bench.rooms() == 0);
    assertEquals(Optional.empty(), bench.roomOf(ben.ticket().session()));
  }

  @Test
  void news_withRedisAway_areInDoubt() {
    Visitor anna = here.visitor("anna", 1_000);
    Visitor ben = elsewhere.visitor("ben", 2_000);
    Room room = claim(anna.ticket(), ben.ticket());
    RedisLink closed = bench.redis().connect();
    get(closed.close());
    MatchNews cutOff = news(closed);
    assertEquals(Outcome.IN_DOUBT, tell(cutOff, room, anna.ticket(), ben.ticket()));
    here.disconnect(anna);
    assertEquals(Outcome.IN_DOUBT, tell(cutOff, room, anna.ticket(), ben.ticket()));
    assertEquals(Optional.of(room), bench.stored(room.id()));
    assertHeardNothing(ben, elsewhere);
  }

  @Test
  void match_withoutRedis_isToldToBothOnThisNode() {
    Visitor anna = here.visitor("anna", 1_000);
    Visitor ben = here.visitor("ben", 2_000);
    Room room = claim(anna.ticket(), ben.ticket());
    RedisLink closed = bench.redis().connect();
    get(closed.close());
    assertEquals(Outcome.STANDS, tell(news(closed), room, anna.ticket(), ben.ticket()));
    awaitMatch(room, anna, ben);
  }

  private BenchNode node(String name) {
    return new BenchNode(bench.redis().vertx(), bench.redis().endpoint(), name);
  }

  private MatchNews news(RedisLink link) {
    return news(link, Duration.ZERO);
  }

  private MatchNews news(RedisLink link, Duration grace) {
    Context context = bench.redis().vertx().getOrCreateContext();
    ScriptRunner runner = new ScriptRunner(link);
    Courier courier =
        new Courier(
            here.self(),
            here.connected(),
            new NodeChannel(context, link),
            new Neighbours(),
            UnseenFaults.create());
    return new MatchNews(
        courier,
        new LeaveRoomScript(runner),
        new RequeueSurvivorScript(runner, grace),
        UnseenFaults.create());
  }

  private Room claim(Ticket older, Ticket newer) {
    bench.enqueue(older, newer);
    return bench.claim("room-" + older.session() + "-" + newer.session(), older, newer);
  }

  private Outcome tell(Room room, Ticket older, Ticket newer) {
    return tell(news, room, older, newer);
  }

  private Outcome tell(MatchNews teller, Room room, Ticket older, Ticket newer) {
    return tell(teller, room, older, newer, false);
  }

  private Outcome tell(MatchNews teller, Room room, Ticket older, Ticket newer, boolean again) {
    Pairing pairing = new Pairing(older, newer, List.of(), Optional.empty());
    return onEventLoop(() -> teller.tell(room, pairing, again));
  }

  private <T> T onEventLoop(Supplier<Future<T>> step) {
    Promise<T> done = Promise.promise();
    bench.redis().vertx().runOnContext(turn -> step.get().onComplete(done));
    return get(done.future());
  }

  /** A mark sent behind whatever was on its way to the visitor is the first to arrive. */
  private void assertHeardNothing(Visitor visitor, BenchNode node) {
    Courier courier =
        new Courier(
            new NodeId("asker"),
            node.connected(),
            new NodeChannel(bench.redis().vertx().getOrCreateContext(), bench.redis().link()),
            new Neighbours(),
            UnseenFaults.create());
    onEventLoop(
        () -> courier.deliver(LaneBench.address(visitor.ticket()), new RoomEvent.Replaced()));
    awaitEvents(visitor, new RoomEvent.Replaced());
  }

  private static List<RoomEvent> matches(Visitor visitor) {
    return visitor.events().stream().filter(RoomEvent.Matched.class::isInstance).toList();
  }

  private static void awaitMatch(Room room, Visitor one, Visitor other) {
    awaitEvents(one, new RoomEvent.Matched(room));
    awaitEvents(other, new RoomEvent.Matched(room));
  }

  private static void awaitEvents(Visitor visitor, RoomEvent... events) {
    await("an event", () -> visitor.events().size() >= events.length);
    assertEquals(List.of(events), visitor.events());
  }
}
