package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.room;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.RequeueSurvivorScript.Outcome;
import chat.passerby.matchmaking.queue.RequeueSurvivorScript.Survivor;
import chat.passerby.protocol.RoomId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.ResumeRoomScript;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequeueSurvivorScriptTest extends LaneFixture {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private static final Ticket ANNA = ticket("anna", 3, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);
  private static final Ticket CLEO = ticket("cleo", 7, 3_000);

  private final RealRedis.Log changes;

  RequeueSurvivorScriptTest(@TempDir Path data) {
    super(data);
    changes = bench.redis().listen(LaneKeys.changes(LANE));
  }

  @Test
  void survivor_whetherOlderOrNewer_isBackAtTheOriginalPlaceAndTold() {
    for (Ticket survivor : List.of(ANNA, BEN)) {
      Room room = match();
      int before = changes.soFar().size();
      assertTrue(requeue(room, survivor));
      assertEquals(Map.of(survivor.session().value(), survivor), bench.waiting());
      assertEquals(
          List.of(Buffer.buffer("+").appendBuffer(TicketCodec.pack(survivor))), since(before));
      assertEquals(Optional.empty(), bench.stored(room.id()));
      assertEquals(Optional.empty(), bench.roomOf(ANNA.session()));
      assertEquals(Optional.empty(), bench.roomOf(BEN.session()));
      clear();
    }
  }

  @Test
  void survivor_putBackAlready_staysAndIsNotToldAgain() {
    Room room = match();
    requeue(room, ANNA);
    int before = changes.soFar().size();
    assertFalse(requeue(room, ANNA));
    assertEquals(Map.of("anna", ANNA), bench.waiting());
    assertEquals(List.of(), since(before));
  }

  @Test
  void survivor_ofARoomThatHasEnded_isNotPutBack() {
    Room room = match();
    get(new LeaveRoomScript(bench.runner()).run(room, room.members().getFirst().address()));
    assertFalse(requeue(room, ANNA));
    assertEquals(List.of(), bench.redis().keys());
  }

  @Test
  void survivor_whoHeardOfTheRoomFromTheQueue_isNotPutBackAndNothingStays() {
    Room room = match();
    EnqueueTicketsScript ask = new EnqueueTicketsScript(bench.runner());
    QueueReply taken = new QueueReply.Taken(room);
    assertEquals(taken, get(ask.run(LANE, ANNA, Optional.empty())));
    assertFalse(requeue(room, ANNA));
    bench.redis().ask(Command.DEL, LaneKeys.parked(LANE, BEN.session()));
    assertEquals(List.of(), bench.redis().keys());
    Room another = match();
    get(ask.run(LANE, ANNA, Optional.empty()));
    get(new WithdrawTicketScript(bench.runner()).run(LANE, LaneBench.address(BEN), Duration.ZERO));
    get(new LeaveRoomScript(bench.runner()).run(another, another.members().getFirst().address()));
    assertEquals(List.of(), bench.redis().keys());
  }

  @Test
  void survivor_inAnotherRoomByNow_staysThere() {
    Room room = match();
    // Both left, of which Redis saw nothing but that they wait again.
    again(ANNA, room.id());
    bench.enqueue(CLEO);
    Room later = bench.claim("later", ANNA, CLEO);
    assertFalse(requeue(room, ANNA));
    assertEquals(Optional.of(later.id()), bench.roomOf(ANNA.session()));
    assertEquals(Optional.of(later), bench.stored(later.id()));
    assertEquals(Optional.empty(), bench.stored(room.id()));
    assertEquals(Map.of(), bench.waiting());
  }

  @Test
  void otherSide_inAnotherRoomByNow_staysThere() {
    Room room = match();
    again(BEN, room.id());
    bench.enqueue(CLEO);
    Room later = bench.claim("later", BEN, CLEO);
    assertTrue(requeue(room, ANNA));
    assertEquals(Optional.of(later.id()), bench.roomOf(BEN.session()));
    assertEquals(Map.of("anna", ANNA), bench.waiting());
  }

  @Test
  void survivor_waitingAnewByNow_keepsTheNewTicket() {
    Room room = match();
    Ticket newer = ticket("anna", 4, 9_000);
    again(newer, room.id());
    assertFalse(requeue(room, ANNA));
    assertEquals(Map.of("anna", newer), bench.waiting());
  }

  @Test
  void callers_atOnce_putTheSurvivorBackOnce() {
    Room room = match();
    int before = changes.soFar().size();
    RequeueSurvivorScript one = new RequeueSurvivorScript(bench.runner(), GRACE);
    RequeueSurvivorScript two =
        new RequeueSurvivorScript(new ScriptRunner(bench.redis().connect()), GRACE);
    List<Future<Outcome>> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> (i % 2 == 0 ? one : two).run(room, BEN, ANNA, Survivor.WAITS))
            .toList();
    assertEquals(1, answers.stream().map(Eventually::get).filter(Outcome.REQUEUED::equals).count());
    assertEquals(Map.of("ben", BEN), bench.waiting());
    assertEquals(1, since(before).size());
  }

  @Test
  void otherSide_goneForItsGrace_hasItsPlaceKept() {
    Room room = match();
    assertEquals(Outcome.REQUEUED, outcome(room, ANNA));
    assertParked(BEN);
  }

  @Test
  void survivor_whoMayHaveHeard_isInNoQueueAndTheOtherHasItsPlaceKept() {
    Room room = match();
    assertEquals(Outcome.ENDED, outcome(room, ANNA, Survivor.TOLD));
    assertEquals(Map.of(), bench.waiting());
    assertEquals(List.of(LaneKeys.parked(LANE, BEN.session())), bench.redis().keys());
  }

  @Test
  void both_goneForTheirGrace_haveTheirPlacesKept() {
    Room room = match();
    assertEquals(Outcome.ENDED, outcome(room, ANNA, Survivor.GONE));
    assertEquals(Map.of(), bench.waiting());
    assertParked(ANNA);
    assertParked(BEN);
    assertEquals(2, bench.redis().keys().size());
  }

  private void assertParked(Ticket ticket) {
    assertEquals(
        TicketCodec.pack(ticket),
        bench.redis().answer(Command.GET, LaneKeys.parked(LANE, ticket.session())).toBuffer());
  }

  @Test
  void otherSide_backInTheRoom_keepsTheMatch() {
    Room room = match();
    Address back = new Address(BEN.session(), BEN.epoch() + 1, BEN.node());
    get(new ResumeRoomScript(bench.runner()).run(room, back));
    assertEquals(Outcome.RESUMED, outcome(room, ANNA));
    // Whoever has come back was thought to be gone.
    assertEquals(Outcome.RESUMED, outcome(room, BEN, Survivor.GONE));
    assertEquals(Optional.of(room), bench.stored(room.id()));
    assertEquals(Map.of(), bench.waiting());
  }

  private Room match() {
    bench.enqueue(ANNA, BEN);
    return bench.claim("room", ANNA, BEN);
  }

  private void again(Ticket ticket, RoomId left) {
    QueueReply reply =
        get(new EnqueueTicketsScript(bench.runner()).run(LANE, ticket, Optional.of(left)));
    assertEquals(new QueueReply.Queued(), reply);
  }

  private boolean requeue(Room room, Ticket survivor) {
    return outcome(room, survivor) == Outcome.REQUEUED;
  }

  private Outcome outcome(Room room, Ticket survivor) {
    return outcome(room, survivor, Survivor.WAITS);
  }

  private Outcome outcome(Room room, Ticket survivor, Survivor how) {
    Ticket other = survivor.equals(ANNA) ? BEN : ANNA;
    return get(new RequeueSurvivorScript(bench.runner(), GRACE).run(room, survivor, other, how));
  }

  private List<Buffer> since(int before) {
    List<Buffer> all = changes.soFar();
    return all.subList(before, all.size());
  }
}
