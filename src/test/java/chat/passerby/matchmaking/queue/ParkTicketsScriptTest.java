package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.policy.Ticket;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParkTicketsScriptTest extends LaneFixture {
  private static final Ticket ANNA = ticket("anna", 3, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);
  private static final Ticket CLEO = ticket("cleo", 2, 3_000);
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final ParkTicketsScript park;

  ParkTicketsScriptTest(@TempDir Path data) {
    super(data);
    park = new ParkTicketsScript(bench.runner());
  }

  @Test
  void tickets_ofTheDead_areTakenOutAndKeptForTheirReturn() {
    bench.enqueue(ANNA, BEN, CLEO);
    assertEquals(2, get(park.run(LANE, List.of(ANNA, CLEO), GRACE)));
    assertEquals(Map.of("ben", BEN), bench.waiting());
    for (Ticket ticket : List.of(ANNA, CLEO)) {
      String key = LaneKeys.parked(LANE, ticket.session());
      assertEquals(TicketCodec.pack(ticket), bench.redis().answer(Command.GET, key).toBuffer());
      assertTrue(bench.redis().number(Command.PTTL, key) > 0);
    }
    assertEquals(0, get(park.run(LANE, List.of(ANNA, CLEO), GRACE)));
  }

  @Test
  void ticket_ofANewerConnection_stays() {
    Ticket newer = ticket("anna", ANNA.epoch() + 1, 1_000);
    bench.enqueue(newer);
    assertEquals(0, get(park.run(LANE, List.of(ANNA), GRACE)));
    assertEquals(Map.of("anna", newer), bench.waiting());
  }
}
