package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.address;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.room.Room;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What connections of one session may learn of each other's rooms. */
class LaneQueueTest extends LaneFixture {
  private static final Ticket OLD = ticket("anna", 3, 1_000);
  private static final Ticket PRESENT = ticket("anna", 4, 2_000);
  private static final Ticket BEN = ticket("ben", 1, 1_500);

  private final LaneQueue queue;

  LaneQueueTest(@TempDir Path data) {
    super(data);
    queue = new LaneQueue(Runnable::run, bench.runner(), LaneBench.queueMeters());
  }

  @Test
  void connection_ofItsOwnRoom_isToldOfIt() {
    Room room = match(PRESENT);
    assertEquals(new QueueReply.Taken(room), enqueue(PRESENT));
    assertEquals(new QueueReply.Taken(room), withdraw(PRESENT));
  }

  @Test
  void olderConnection_givingUp_doesNotLearnOfTheNewersRoom() {
    match(PRESENT);
    assertEquals(new QueueReply.Outdated(), withdraw(OLD));
  }

  @Test
  void olderConnection_findingAPartner_doesNotGetTheNewersRoom() {
    Room room = match(PRESENT);
    assertEquals(new QueueReply.Outdated(), enqueue(OLD));
    assertEquals(Map.of(), bench.waiting());
    assertEquals(Optional.of(room.id()), bench.roomOf(PRESENT.session()));
  }

  @Test
  void newerConnection_isToldOfTheOldersRoomToEndIt() {
    Room room = match(OLD);
    assertEquals(new QueueReply.Taken(room), enqueue(PRESENT));
    assertEquals(new QueueReply.Taken(room), withdraw(PRESENT));
    assertEquals(
        new QueueReply.Queued(), get(queue.enqueue(LANE, PRESENT, Optional.of(room.id()))));
    assertEquals(Map.of("anna", PRESENT), bench.waiting());
  }

  private Room match(Ticket anna) {
    bench.enqueue(anna, BEN);
    return bench.claim("room", BEN, anna);
  }

  private QueueReply enqueue(Ticket ticket) {
    return get(queue.enqueue(LANE, ticket, Optional.empty()));
  }

  private QueueReply withdraw(Ticket ticket) {
    return get(queue.withdraw(LANE, address(ticket)));
  }
}
