package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.LanePlan;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.Mode;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.telemetry.UnseenFaults;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a session is, in many lanes. */
class PlacesTest extends LaneFixture {
  /** As Redis 7 tells it in {@code INFO commandstats}. */
  private static final Pattern CALLS = Pattern.compile("cmdstat_(?:evalsha|eval):calls=(\\d+)");

  private static final int SHARDS = 16;
  private static final LanePlan PLAN =
      new LanePlan(List.of(Lane.DEFAULT_POOL, "restricted"), SHARDS);

  private static final Ticket ANNA = ticket("anna", 3, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);

  private final Places places;

  PlacesTest(@TempDir Path data) {
    super(data);
    places = new Places(bench.redis().link(), bench.runner(), PLAN, UnseenFaults.create());
  }

  @Test
  void find_inNinetySixLanes_isOneCall() {
    assertEquals(Optional.empty(), get(places.find(ANNA.session())));
    long before = calls();
    assertEquals(Optional.empty(), get(places.find(ANNA.session())));
    assertEquals(1, calls() - before);
  }

  @Test
  void find_ofOneWhoWaitsInTheLastLane_namesIt() {
    Lane last = PLAN.all().getLast();
    get(places.park(last, ANNA, Duration.ofSeconds(20)));
    assertEquals(Optional.of(new Place.InQueue(last, ANNA)), get(places.find(ANNA.session())));
  }

  @Test
  void find_ofOneInARoomAndInAQueue_isTheRoom() {
    get(places.park(PLAN.all().getFirst(), ANNA, Duration.ofSeconds(20)));
    bench.enqueue(ANNA, BEN);
    Room room = bench.claim("room", ANNA, BEN);
    assertTrue(PLAN.all().contains(LANE));
    assertEquals(Optional.of(new Place.InRoom(room)), get(places.find(ANNA.session())));
  }

  @Test
  void find_ofOneInAShardThatIsNoMore_isByTheNote() {
    Lane gone = new Lane(Lane.DEFAULT_POOL, Mode.TEXT, SHARDS);
    get(places.park(gone, ANNA, Duration.ofSeconds(20)));
    assertEquals(Optional.empty(), get(places.find(ANNA.session())));
    Trail noted = new Trail(List.of(gone), false);
    assertEquals(
        Optional.of(new Place.InQueue(gone, ANNA)), get(places.find(ANNA.session(), noted)));
  }

  private long calls() {
    Matcher calls = CALLS.matcher(redis.answer(Command.INFO, "commandstats").toString());
    long sum = 0;
    while (calls.find()) {
      sum += Long.parseLong(calls.group(1));
    }
    return sum;
  }
}
