package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.pairing.BenchNode.Visitor;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.matchmaking.queue.TicketCodec;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.room.Room;
import chat.passerby.time.SystemClock;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a lane is paired, and from what. */
class LanePairingTest extends PairingFixture {
  LanePairingTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void changes_told_arePairedAtOnce() {
    LanePairing pairing = pairing(link());
    run(() -> pairing.held(true));
    enqueueAndTell(pairing, anna, ben);
    Room room = awaitRoom(anna);
    assertEquals(List.of(room), List.of(awaitRoom(ben)));
    assertEquals(anna.ticket().session(), room.members().getFirst().address().session());
    assertEquals(Map.of(), bench.waiting());
  }

  @Test
  void changes_toldTogether_arePairedAtOnce() {
    LanePairing pairing = pairing(link());
    Visitor carl = node.visitor("carl", 500);
    Visitor dora = node.visitor("dora", 700);
    run(() -> pairing.held(true));
    // Once these have met the lane has been read, and only what is told can tell of the others.
    enqueueAndTell(pairing, carl, dora);
    awaitRoom(carl);
    bench.enqueue(anna.ticket(), ben.ticket());
    Buffer several = Buffer.buffer("*");
    List.of(came(anna.ticket()), came(ben.ticket()))
        .forEach(change -> several.appendInt(change.length()).appendBuffer(change));
    run(() -> pairing.told(several));
    assertEquals(awaitRoom(anna), awaitRoom(ben));
  }

  @Test
  void changes_toldTogetherAndCutShort_arePairedAsFarAsTheyGo() {
    LanePairing pairing = pairing(link());
    Visitor carl = node.visitor("carl", 500);
    Visitor dora = node.visitor("dora", 700);
    run(() -> pairing.held(true));
    // As above.
    enqueueAndTell(pairing, carl, dora);
    awaitRoom(carl);
    bench.enqueue(anna.ticket(), ben.ticket());
    Buffer several = Buffer.buffer("*");
    List.of(came(anna.ticket()), came(ben.ticket()), Buffer.buffer("cut"))
        .forEach(change -> several.appendInt(change.length()).appendBuffer(change));
    run(() -> pairing.told(several.getBuffer(0, several.length() - 1)));
    assertEquals(awaitRoom(anna), awaitRoom(ben));
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
    LanePairing pairing = pairing(link, link, new WaitingPool(POLICY, 1), new SystemClock());
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

  /** It may have been declared dead meanwhile, and its visitors be elsewhere. */
  @Test
  void node_thatDoesNotKnowThatItIsAlive_claimsNobodyUntilItDoes() {
    LanePairing pairing = pairing(link());
    run(() -> pairing.held(true));
    current.set(false);
    enqueueAndTell(pairing, anna, ben);
    run(pairing::tick);
    assertEquals(2, bench.waiting().size());
    current.set(true);
    run(pairing::tick);
    assertEquals(awaitRoom(anna), awaitRoom(ben));
  }
}
