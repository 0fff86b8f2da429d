package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.address;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.pairing.ClaimPairsScript;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.ResumeRoomScript;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.telemetry.UnseenFaults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindPlaceScriptTest extends LaneFixture {
  private static final Ticket ANNA = ticket("anna", 3, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final FindPlaceScript find;

  FindPlaceScriptTest(@TempDir Path data) {
    super(data);
    find = new FindPlaceScript(bench.runner(), UnseenFaults.create());
  }

  @Test
  void session_unknown_isNowhere() {
    assertEquals(Optional.empty(), place(ANNA));
  }

  @Test
  void session_inTheQueue_isFoundWithItsTicket() {
    bench.enqueue(ANNA);
    assertEquals(Optional.of(new Place.InQueue(LANE, ANNA)), place(ANNA));
    assertEquals(Optional.empty(), place(BEN));
  }

  @Test
  void session_parked_isFoundWithItsTicketAndNotInTheQueue() {
    bench.enqueue(ANNA);
    park(ANNA, GRACE);
    assertEquals(Map.of(), bench.waiting());
    assertEquals(Optional.of(new Place.InQueue(LANE, ANNA)), place(ANNA));
  }

  /** Else the older connection might tell of a match that the newer one's welcome denies. */
  @Test
  void session_takenForItsNewConnection_waitsForThatAndIsClaimedByNobody() {
    bench.enqueue(ANNA, BEN);
    assertEquals(Optional.of(new Place.InQueue(LANE, ANNA)), take(ANNA));
    assertEquals(Map.of("ben", BEN), bench.waiting());
    Room refused = LaneBench.room("refused", ANNA, BEN);
    assertEquals(List.of(1), get(new ClaimPairsScript(bench.runner()).run(LANE, List.of(refused))));
    assertEquals(Optional.of(new Place.InQueue(LANE, ANNA)), take(ANNA));
    Ticket again = ticket("anna", 4, 1_000);
    bench.enqueue(again);
    Room room = bench.claim("room", again, BEN);
    assertEquals(Optional.of(new Place.InRoom(room)), take(ANNA));
  }

  @Test
  void session_takenWithoutAGrace_isInNoQueue() {
    bench.enqueue(ANNA);
    Optional<Place> taken =
        get(find.run(List.of(LANE), ANNA.session(), Optional.of(Duration.ZERO)));
    assertEquals(Optional.of(new Place.InQueue(LANE, ANNA)), taken);
    assertEquals(Optional.empty(), place(ANNA));
  }

  @Test
  void session_withdrawn_isNowhere() {
    bench.enqueue(ANNA);
    park(ANNA, Duration.ZERO);
    assertEquals(Optional.empty(), place(ANNA));
  }

  @Test
  void session_inARoom_isFoundThereUntilItEnds() {
    bench.enqueue(ANNA, BEN);
    Room room = bench.claim("room", ANNA, BEN);
    assertEquals(Optional.of(new Place.InRoom(room)), place(ANNA));
    Address back = new Address(ANNA.session(), ANNA.epoch() + 1, ANNA.node());
    get(new ResumeRoomScript(bench.runner()).run(room, back));
    assertEquals(Optional.of(new Place.InRoom(room)), place(ANNA));
    get(new LeaveRoomScript(bench.runner()).run(room, back));
    assertEquals(Optional.empty(), place(ANNA));
  }

  private Optional<Place> place(Ticket ticket) {
    return get(find.run(List.of(LANE), ticket.session(), Optional.empty()));
  }

  private Optional<Place> take(Ticket ticket) {
    return get(find.run(List.of(LANE), ticket.session(), Optional.of(GRACE)));
  }

  private void park(Ticket ticket, Duration grace) {
    assertEquals(
        new QueueReply.Withdrawn(),
        get(new WithdrawTicketScript(bench.runner()).run(LANE, address(ticket), grace)));
  }
}
