package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.address;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.VersionMark;
import chat.passerby.room.Room;
import chat.passerby.room.RoomKeys;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What connections of one session may learn of each other's rooms. */
class LaneQueueTest extends LaneFixture {
  private static final Ticket OLD = ticket("anna", 3, 1_000);
  private static final Ticket PRESENT = ticket("anna", 4, 2_000);
  private static final Ticket BEN = ticket("ben", 1, 1_500);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Runnable> endOfTurn = new CopyOnWriteArrayList<>();
  private final LaneQueue queue;

  LaneQueueTest(@TempDir Path data) {
    super(data);
    queue = queue(Runnable::run);
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

  @Test
  void room_thatCannotBeRead_isCountedAndTakenForOneThatTheSessionHasLeft() {
    spoil(match(PRESENT));
    int before = unreadable();
    assertEquals(new QueueReply.Absent(), withdraw(PRESENT));
    assertEquals(before + 1, unreadable());
    assertEquals(new QueueReply.Queued(), enqueue(PRESENT));
    assertEquals(before + 2, unreadable());
    assertEquals(Map.of("anna", PRESENT), bench.waiting());
    assertEquals(Optional.empty(), bench.roomOf(PRESENT.session()));
    assertEquals(new QueueReply.Withdrawn(), withdraw(PRESENT));
  }

  @Test
  void room_thatCannotBeRead_harmsNobodyElseInTheBatch() {
    spoil(match(PRESENT));
    Ticket cleo = ticket("cleo", 1, 3_000);
    LaneQueue batched = queue(endOfTurn::add);
    Future<QueueReply> anna = batched.enqueue(LANE, PRESENT, Optional.empty());
    Future<QueueReply> other = batched.enqueue(LANE, cleo, Optional.empty());
    endOfTurn.removeFirst().run();
    assertEquals(new QueueReply.Queued(), get(other));
    await("it is asked again", () -> !endOfTurn.isEmpty());
    endOfTurn.removeFirst().run();
    assertEquals(new QueueReply.Queued(), get(anna));
    assertEquals(Map.of("anna", PRESENT, "cleo", cleo), bench.waiting());
  }

  /** As a build writes it that is newer than this one by many versions. */
  private void spoil(Room room) {
    Buffer packed = VersionMark.put(new PackedWriter().text("in another way"), 127);
    redis.ask(Command.SET, RoomKeys.room(LANE, room.id()), packed);
  }

  private int unreadable() {
    return (int) registry.get("passerby_unreadable").tag("what", "room").counter().count();
  }

  private LaneQueue queue(Executor turns) {
    Faults faults = new Faults(new Meters(registry), new SystemClock());
    return new LaneQueue(turns, bench.runner(), LaneBench.queueMeters(), faults);
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
