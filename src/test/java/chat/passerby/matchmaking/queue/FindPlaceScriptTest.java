package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.address;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
    return get(find.run(List.of(LANE), ticket.session()));
  }

  private void park(Ticket ticket, Duration grace) {
    assertEquals(
        new QueueReply.Withdrawn(),
        get(new WithdrawTicketScript(bench.runner()).run(LANE, address(ticket), grace)));
  }
}
