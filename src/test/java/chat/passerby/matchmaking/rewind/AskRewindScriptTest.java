package chat.passerby.matchmaking.rewind;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.address;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneFixture;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.protocol.RoomId;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskRewindScriptTest extends LaneFixture {
  private static final Ticket ANNA = ticket("anna", 3, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);
  private static final Ticket CLEO = ticket("cleo", 7, 3_000);
  private static final Room PAST =
      new Room(
          new RoomId("past"),
          LANE,
          List.of(member(ANNA), member(BEN)),
          List.of("chess"),
          Optional.of("en"));
  private static final String ASKS = "passerby:{default:text}:rewind:past";
  private static final Duration STANDING = Duration.ofSeconds(30);

  private final RealRedis.Log changes;

  AskRewindScriptTest(@TempDir Path data) {
    super(data);
    changes = bench.redis().listen(LaneKeys.changes(LANE));
  }

  @Test
  void ask_ofOne_standsForAWhileAndChangesNothingElse() {
    bench.enqueue(ANNA, BEN);
    assertEquals(Optional.empty(), ask(ANNA, "one"));
    assertEquals(Optional.empty(), ask(ANNA, "two"), "asked once more");
    assertEquals(Map.of("anna", ANNA, "ben", BEN), bench.waiting());
    assertEquals(0, bench.rooms());
    long expiry = bench.redis().number(Command.PTTL, ASKS);
    assertTrue(expiry > 0 && expiry <= STANDING.toMillis(), () -> expiry + " ms");
  }

  @Test
  void asks_ofBoth_areOneNewRoomOfTheSameTwo() {
    ask(ANNA, "one");
    Room again = PAST.again(new RoomId("two"));
    assertEquals(Optional.of(again), ask(BEN, "two"));
    assertEquals(Optional.of(again), bench.stored(again.id()));
    assertEquals(Optional.of(again.id()), bench.roomOf(ANNA.session()));
    assertEquals(Optional.of(again.id()), bench.roomOf(BEN.session()));
    assertEquals(1, bench.rooms());
    assertEquals(0, bench.redis().number(Command.EXISTS, ASKS));
  }

  @Test
  void asks_inTheOtherOrder_leaveTheRolesAsTheyWere() {
    ask(BEN, "one");
    assertEquals(Optional.of(PAST.again(new RoomId("two"))), ask(ANNA, "two"));
  }

  @Test
  void two_whoWait_areTakenOutAndTold() {
    bench.enqueue(ANNA, BEN, CLEO);
    ask(ANNA, "one");
    int before = changes.soFar().size();
    ask(BEN, "two");
    assertEquals(Map.of("cleo", CLEO), bench.waiting());
    List<Buffer> all = changes.soFar();
    assertEquals(
        Set.of(Buffer.buffer("-ben"), Buffer.buffer("-anna")),
        Set.copyOf(all.subList(before, all.size())));
  }

  @Test
  void two_whoAreElsewhere_areInTheNewRoomAndTheirOldPartnersStay() {
    bench.enqueue(BEN, CLEO);
    Room present = bench.claim("present", BEN, CLEO);
    ask(ANNA, "one");
    ask(BEN, "two");
    get(new LeaveRoomScript(bench.runner()).run(present, present.members().getFirst().address()));
    assertEquals(Optional.of(new RoomId("two")), bench.roomOf(BEN.session()));
    assertEquals(Optional.empty(), bench.roomOf(CLEO.session()));
  }

  @Test
  void partner_whoCameBackBeforeAsking_isMetWhereTheyAreNow() {
    Ticket back = ticket("anna", 4, 1_000);
    ask(back, "one");
    Room again = ask(BEN, "two").orElseThrow();
    assertEquals(member(back), again.othersThan(BEN.session()).getFirst());
  }

  @Test
  void ask_ofAReplacedConnection_countsForNothing() {
    Ticket newer = ticket("anna", 10, 1_000);
    bench.enqueue(newer);
    assertEquals(Optional.empty(), ask(ANNA, "one"));
    assertEquals(0, bench.redis().number(Command.EXISTS, ASKS));
    bench.redis().clear();
    ask(ANNA, "one");
    bench.enqueue(newer);
    assertEquals(Optional.empty(), ask(BEN, "two"));
    assertEquals(Map.of("anna", newer), bench.waiting());
    assertEquals(0, bench.rooms());
  }

  @Test
  void asks_ofAllThree_areOneNewRoomOfTheSame() {
    Room three = new Room(PAST.id(), LANE, members(ANNA, BEN, CLEO), List.of(), Optional.empty());
    bench.enqueue(BEN);
    assertEquals(Optional.empty(), ask(three, CLEO, "one"));
    assertEquals(Optional.empty(), ask(three, ANNA, "two"));
    assertEquals(Map.of("ben", BEN), bench.waiting());
    Room again = three.again(new RoomId("three"));
    assertEquals(Optional.of(again), ask(three, BEN, "three"));
    assertEquals(Optional.of(again), bench.stored(again.id()));
    for (Ticket ticket : List.of(ANNA, BEN, CLEO)) {
      assertEquals(Optional.of(again.id()), bench.roomOf(ticket.session()));
    }
    assertEquals(Map.of(), bench.waiting());
  }

  private Optional<Room> ask(Room past, Ticket asker, String fresh) {
    return get(
        new AskRewindScript(bench.runner())
            .run(past, past.again(new RoomId(fresh)), member(asker), STANDING));
  }

  private static List<Member> members(Ticket... tickets) {
    return Stream.of(tickets).map(AskRewindScriptTest::member).toList();
  }

  @Test
  void ask_takenBack_isNone() {
    ask(ANNA, "one");
    get(new Rewinds(bench.redis().link(), bench.runner()).takeBack(PAST, ANNA.session()));
    assertEquals(Optional.empty(), ask(BEN, "two"));
    assertEquals(0, bench.rooms());
  }

  @Test
  void asks_atOnce_areCompletedByOneOfThem() {
    ScriptRunner other = new ScriptRunner(bench.redis().connect());
    for (int i = 0; i < 30; i++) {
      Future<Optional<Room>> annas = ask(bench.runner(), ANNA, "annas");
      Future<Optional<Room>> bens = ask(other, BEN, "bens");
      assertEquals(1, Stream.of(get(annas), get(bens)).flatMap(Optional::stream).count());
      assertEquals(1, bench.rooms());
      clear();
    }
  }

  private Optional<Room> ask(Ticket asker, String fresh) {
    return get(ask(bench.runner(), asker, fresh));
  }

  private static Future<Optional<Room>> ask(ScriptRunner runner, Ticket asker, String fresh) {
    return new AskRewindScript(runner)
        .run(PAST, PAST.again(new RoomId(fresh)), member(asker), STANDING);
  }

  private static Member member(Ticket ticket) {
    return new Member(address(ticket), ticket.device());
  }
}
