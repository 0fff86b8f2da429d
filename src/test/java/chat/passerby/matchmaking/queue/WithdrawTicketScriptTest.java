package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.address;
import static chat.passerby.matchmaking.queue.LaneBench.room;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.pairing.ClaimPairsScript;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Room;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithdrawTicketScriptTest extends LaneFixture {
  private static final Ticket ANNA = ticket("anna", 3, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);

  private final RealRedis.Log changes;

  WithdrawTicketScriptTest(@TempDir Path data) {
    super(data);
    changes = bench.redis().listen(LaneKeys.changes(LANE));
  }

  @Test
  void ticket_waiting_isWithdrawnAndTold() {
    bench.enqueue(ANNA, BEN);
    int before = changes.soFar().size();
    assertEquals(new QueueReply.Withdrawn(), withdraw(ANNA));
    assertEquals(Map.of("ben", BEN), bench.waiting());
    assertEquals(List.of(Buffer.buffer("-anna")), since(before));
  }

  @Test
  void ticket_withdrawnAlready_isAbsentAndNotTold() {
    bench.enqueue(ANNA);
    withdraw(ANNA);
    int before = changes.soFar().size();
    assertEquals(new QueueReply.Absent(), withdraw(ANNA));
    assertEquals(List.of(), since(before));
    assertEquals(List.of(), bench.redis().keys());
  }

  @Test
  void ticket_claimedFirst_isTaken() {
    bench.enqueue(ANNA, BEN);
    Room room = bench.claim("room", ANNA, BEN);
    assertEquals(new QueueReply.Taken(room), withdraw(ANNA));
    assertEquals(new QueueReply.Taken(room), withdraw(ANNA));
    assertEquals(Optional.of(room), bench.stored(room.id()));
  }

  @Test
  void ticket_whoseRoomHasEnded_isAbsent() {
    bench.enqueue(ANNA, BEN);
    Room room = bench.claim("room", ANNA, BEN);
    get(new LeaveRoomScript(bench.runner()).run(room, room.members().getFirst().address()));
    assertEquals(new QueueReply.Absent(), withdraw(ANNA));
  }

  @Test
  void ticket_ofNewerConnection_stays() {
    Ticket newer = ticket("anna", 10, 1_000);
    bench.enqueue(newer);
    assertEquals(new QueueReply.Outdated(), withdraw(ANNA));
    assertEquals(Map.of("anna", newer), bench.waiting());
  }

  @Test
  void ticket_ofOlderConnection_isWithdrawn() {
    bench.enqueue(ANNA);
    assertEquals(new QueueReply.Withdrawn(), withdraw(ticket("anna", 10, 1_000)));
    assertEquals(Map.of(), bench.waiting());
  }

  @Test
  void ticket_withdrawnAndClaimedAtOnce_isEitherButNeverBoth() {
    RedisLink other = bench.redis().connect();
    for (int i = 0; i < 50; i++) {
      bench.enqueue(ANNA, BEN);
      Room room = room("room" + i, ANNA, BEN);
      Future<List<Integer>> claim =
          new ClaimPairsScript(new ScriptRunner(other)).run(LANE, List.of(room));
      QueueReply reply = withdraw(ANNA);
      if (reply instanceof QueueReply.Taken) {
        assertEquals(List.of(ClaimPairsScript.CLAIMED), get(claim));
        assertEquals(Map.of(), bench.waiting());
      } else {
        assertEquals(new QueueReply.Withdrawn(), reply);
        assertEquals(List.of(ClaimPairsScript.OLDER_GONE), get(claim));
        assertEquals(Map.of("ben", BEN), bench.waiting());
      }
      clear();
    }
  }

  private QueueReply withdraw(Ticket ticket) {
    return get(new WithdrawTicketScript(bench.runner()).run(LANE, address(ticket), Duration.ZERO));
  }

  private List<Buffer> since(int before) {
    List<Buffer> all = changes.soFar();
    return all.subList(before, all.size());
  }
}
