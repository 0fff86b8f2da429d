package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.redis.RealRedis;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpireTicketsScriptTest extends LaneFixture {
  private static final Ticket ANNA = ticket("anna", 3, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final RealRedis.Log changes;

  ExpireTicketsScriptTest(@TempDir Path data) {
    super(data);
    changes = bench.redis().listen(LaneKeys.changes(LANE));
  }

  @BeforeEach
  void fill() {
    bench.enqueue(ANNA, BEN);
  }

  @Test
  void ticket_putInLongAgo_isTakenOutAndTold() {
    age(ANNA, 61);
    int before = changes.soFar().size();
    assertEquals(1, expire("anna", "ben"));
    assertEquals(Map.of("ben", BEN), bench.waiting());
    assertEquals(
        List.of(Buffer.buffer("-anna")), changes.soFar().subList(before, changes.soFar().size()));
  }

  @Test
  void ticket_putInAgainMeanwhile_stays() {
    age(ANNA, 61);
    assertEquals(new QueueReply.Kept(), enqueue(ANNA));
    assertEquals(0, expire("anna"));
    assertEquals(Map.of("anna", ANNA, "ben", BEN), bench.waiting());
  }

  @Test
  void ticket_withinItsLifetime_stays() {
    age(ANNA, 30);
    assertEquals(0, expire("anna", "ben"));
    assertEquals(Map.of("anna", ANNA, "ben", BEN), bench.waiting());
  }

  @Test
  void ticket_notAskedFor_stays() {
    age(ANNA, 61);
    assertEquals(0, expire("ben"));
    assertEquals(Map.of("anna", ANNA, "ben", BEN), bench.waiting());
  }

  @Test
  void ticket_ofAnUnknownForm_isTakenOut() {
    bench.redis().ask(Command.HSET, LaneKeys.tickets(LANE), "odd", "no bars");
    assertEquals(1, expire("odd"));
    assertEquals(Map.of("anna", ANNA, "ben", BEN), bench.waiting());
  }

  @Test
  void ticket_expiredAlready_countsNoMore() {
    age(ANNA, 61);
    assertEquals(1, expire("anna"));
    assertEquals(0, expire("anna"));
  }

  /** Makes it seem that the ticket was put in so long ago. */
  private void age(Ticket ticket, long seconds) {
    long now = bench.redis().answer(Command.TIME).get(0).toLong();
    bench
        .redis()
        .ask(
            Command.HSET,
            LaneKeys.tickets(LANE),
            ticket.session().value(),
            Buffer.buffer(ticket.epoch() + "|" + (now - seconds) + "|")
                .appendBuffer(TicketCodec.pack(ticket)));
  }

  private QueueReply enqueue(Ticket ticket) {
    return get(new EnqueueTicketsScript(bench.runner()).run(LANE, ticket, Optional.empty()));
  }

  private long expire(String... sessions) {
    return get(new ExpireTicketsScript(bench.runner()).run(LANE, LIFETIME, List.of(sessions)));
  }
}
