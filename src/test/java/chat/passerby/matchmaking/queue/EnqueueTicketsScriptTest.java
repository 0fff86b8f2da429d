package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.NODE;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.RoomId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Room;
import chat.passerby.room.RoomKeys;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnqueueTicketsScriptTest extends LaneFixture {
  private static final Ticket ANNA = ticket("anna", 3, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);

  private final RealRedis.Log changes;

  EnqueueTicketsScriptTest(@TempDir Path data) {
    super(data);
    changes = bench.redis().listen(LaneKeys.changes(LANE));
  }

  @Test
  void ticket_new_waitsAndIsTold() {
    int before = changes.soFar().size();
    assertEquals(new QueueReply.Queued(), enqueue(ANNA));
    assertEquals(Map.of("anna", ANNA), bench.waiting());
    assertEquals(List.of(told(ANNA)), since(before));
  }

  @Test
  void ticket_sameAgain_isToldToNobody() {
    enqueue(ANNA);
    int before = changes.soFar().size();
    assertEquals(new QueueReply.Kept(), enqueue(ANNA));
    assertEquals(Map.of("anna", ANNA), bench.waiting());
    assertEquals(List.of(), since(before));
  }

  @Test
  void ticket_withOtherCriteria_replacesAllOfTheOldOne() {
    enqueue(ticket("anna", 3, 500, NODE, List.of("chess", "go")));
    int before = changes.soFar().size();
    Ticket changed = ticket("anna", 3, 1_000, NODE, List.of("sailing"));
    assertEquals(new QueueReply.Queued(), enqueue(changed));
    assertEquals(Map.of("anna", changed), bench.waiting());
    assertEquals(List.of(told(changed)), since(before));
  }

  @Test
  void ticket_ofNewerConnection_replacesTheOlderOnes() {
    enqueue(ANNA);
    Ticket newer = ticket("anna", 10, 4_000);
    assertEquals(new QueueReply.Queued(), enqueue(newer));
    assertEquals(Map.of("anna", newer), bench.waiting());
  }

  @Test
  void ticket_ofOlderConnection_isOutdated() {
    Ticket newer = ticket("anna", 10, 4_000);
    enqueue(newer);
    int before = changes.soFar().size();
    assertEquals(new QueueReply.Outdated(), enqueue(ANNA));
    assertEquals(Map.of("anna", newer), bench.waiting());
    assertEquals(List.of(), since(before));
  }

  @Test
  void ticket_ofSomeoneInARoom_isTaken() {
    Room room = match();
    assertEquals(new QueueReply.Taken(room), enqueue(ANNA));
    assertEquals(new QueueReply.Taken(room), enqueue(BEN));
    assertEquals(Map.of(), bench.waiting());
  }

  @Test
  void ticket_afterLeaving_waitsThoughRedisHasNotSeenTheEnd() {
    Room room = match();
    assertEquals(new QueueReply.Queued(), enqueue(ANNA, Optional.of(room.id())));
    assertEquals(Map.of("anna", ANNA), bench.waiting());
    assertEquals(Optional.empty(), bench.roomOf(ANNA.session()));
    assertEquals(Optional.of(room.id()), bench.roomOf(BEN.session()));
  }

  @Test
  void ticket_afterLeavingAnEarlierRoom_isTakenByTheLater() {
    Room room = match();
    RoomId earlier = new RoomId("earlier");
    assertEquals(new QueueReply.Taken(room), enqueue(ANNA, Optional.of(earlier)));
  }

  @Test
  void ticket_whoseRoomIsForgotten_waits() {
    Room room = match();
    bench.redis().ask(Command.DEL, RoomKeys.room(LANE, room.id()));
    assertEquals(new QueueReply.Queued(), enqueue(ANNA));
    assertEquals(Map.of("anna", ANNA), bench.waiting());
    assertEquals(Optional.empty(), bench.roomOf(ANNA.session()));
  }

  @Test
  void ticket_afterTheEndOfItsRoom_waits() {
    Room room = match();
    get(new LeaveRoomScript(bench.runner()).run(room, room.members().getFirst().address()));
    assertEquals(new QueueReply.Queued(), enqueue(ANNA));
  }

  @Test
  void tickets_severalAtOnce_areAnsweredInOrderAndToldInOneMessage() {
    Ticket cleo = ticket("cleo", 1, 3_000);
    Room room = match();
    enqueue(cleo);
    Ticket newest = ticket("fred", 9, 7_000);
    enqueue(newest);
    int before = changes.soFar().size();
    Ticket dora = ticket("dora", 1, 4_000);
    Ticket emil = ticket("emil", 1, 5_000);
    List<Ticket> all = List.of(dora, ANNA, cleo, ticket("fred", 1, 6_000), emil);
    List<QueueReply> replies =
        get(
                new EnqueueTicketsScript(bench.runner())
                    .run(
                        LANE,
                        all.stream()
                            .map(each -> new EnqueueTicketsScript.Entry(each, Optional.empty()))
                            .toList()))
            .stream()
            .map(reply -> get(reply))
            .toList();
    assertEquals(
        List.of(
            new QueueReply.Queued(),
            new QueueReply.Taken(room),
            new QueueReply.Kept(),
            new QueueReply.Outdated(),
            new QueueReply.Queued()),
        replies);
    assertEquals(Map.of("cleo", cleo, "dora", dora, "emil", emil, "fred", newest), bench.waiting());
    Buffer several = Buffer.buffer("*");
    List.of(told(dora), told(emil))
        .forEach(change -> several.appendInt(change.length()).appendBuffer(change));
    assertEquals(List.of(several), since(before));
  }

  @Test
  void callers_atOnce_leaveTheNewestTicket() {
    RedisLink other = bench.redis().connect();
    List<EnqueueTicketsScript> callers =
        List.of(
            new EnqueueTicketsScript(bench.runner()),
            new EnqueueTicketsScript(new ScriptRunner(other)));
    List<Future<QueueReply>> replies =
        IntStream.rangeClosed(1, 100)
            .mapToObj(
                i -> {
                  Ticket ticket = ticket("anna", (i * 37) % 101, i);
                  return callers.get(i % 2).run(LANE, ticket, Optional.empty());
                })
            .toList();
    replies.forEach(Eventually::get);
    assertEquals(List.of(100L), bench.waiting().values().stream().map(Ticket::epoch).toList());
  }

  private Room match() {
    bench.enqueue(ANNA, BEN);
    return bench.claim("room", ANNA, BEN);
  }

  private QueueReply enqueue(Ticket ticket) {
    return enqueue(ticket, Optional.empty());
  }

  private QueueReply enqueue(Ticket ticket, Optional<RoomId> left) {
    return get(new EnqueueTicketsScript(bench.runner()).run(LANE, ticket, left));
  }

  private List<Buffer> since(int before) {
    List<Buffer> all = changes.soFar();
    return all.subList(before, all.size());
  }

  private static Buffer told(Ticket ticket) {
    return Buffer.buffer("+").appendBuffer(TicketCodec.pack(ticket));
  }
}
