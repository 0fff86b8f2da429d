package chat.passerby.matchmaking.queue;

import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.matchmaking.LanePlan;
import chat.passerby.matchmaking.pairing.ClaimPairsScript;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.RoomId;
import chat.passerby.redis.RedisCluster;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.RedisProcess;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.telemetry.UnseenFaults;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a session is, in 96 lanes of a real Redis Cluster, each of which takes a call. */
class PlacesInAClusterTest {
  /** As Redis 7 tells it in {@code INFO commandstats}. */
  private static final Pattern CALLS = Pattern.compile("cmdstat_(?:evalsha|eval):calls=(\\d+)");

  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final String RESTRICTED = "restricted";
  private static final LanePlan PLAN = new LanePlan(List.of(Lane.DEFAULT_POOL, RESTRICTED), 16);

  /** Of two pools and three modes: the shard of the session's id, and shard 0. */
  private static final int HOME = 12;

  private static final Trail NOTHING_NOTED = new Trail(List.of(), false);

  private static RedisCluster cluster;
  private static Vertx vertx;
  private static RedisLink link;
  private static ScriptRunner runner;
  private static Places places;
  private static int tickets;

  private final Ticket anna = newcomer();

  @BeforeAll
  static void start(@TempDir Path folder) {
    cluster = RedisCluster.start(folder);
    vertx = Vertx.vertx();
    link = RedisLink.create(vertx, cluster.endpoint(), LinkSettings.DEFAULTS, "link");
    runner = new ScriptRunner(link);
    get(link.start());
    places = new Places(link, runner, PLAN, UnseenFaults.create());
    // Every server gets the script, which would cost the first call another.
    get(places.find(newcomer().session()));
  }

  @AfterAll
  static void end() {
    get(link.close());
    get(vertx.close());
    cluster.close();
  }

  @Test
  void newcomer_isLookedForByItsIdAlone() {
    assertFound(Optional.empty(), NOTHING_NOTED, HOME);
  }

  @Test
  void waiting_whereItBegan_isFoundByItsId() {
    for (Mode mode : Mode.values()) {
      assertParkedIsFound(home(mode), HOME);
    }
  }

  @Test
  void waiting_movedToTheShardOfTheLeftovers_isFoundByItsId() {
    assertParkedIsFound(PLAN.common(home(Mode.AUDIO)), HOME);
  }

  @Test
  void waiting_inTheOtherPool_isFoundByItsId() {
    assertParkedIsFound(PLAN.home(Optional.of(RESTRICTED), Mode.TEXT, anna.session()), HOME);
  }

  @Test
  void waiting_whereItBeganBeforeTheShardsChanged_isFoundByItsNote() {
    Lane noted = new Lane(Lane.DEFAULT_POOL, Mode.TEXT, 40);
    park(noted);
    assertFound(
        Optional.of(new Place.InQueue(noted, anna)), new Trail(List.of(noted), true), HOME + 1);
  }

  @Test
  void waiting_ofABuildThatDidNotNoteTheLane_isFoundAfterTheShardsHaveChanged() {
    Lane unnoted = elsewhere();
    park(unnoted);
    assertFound(
        Optional.of(new Place.InQueue(unnoted, anna)),
        new Trail(List.of(), true),
        PLAN.all().size());
    assertFound(Optional.of(new Place.InQueue(unnoted, anna)), Trail.UNKNOWN, PLAN.all().size());
  }

  @Test
  void idle_whoHasSearched_isLookedForOnceInEachLane() {
    Trail noted = new Trail(List.of(home(Mode.TEXT), elsewhere()), true);
    assertFound(Optional.empty(), noted, PLAN.all().size());
  }

  @Test
  void room_anywhere_countsMoreThanAQueueAtHome() {
    park(home(Mode.TEXT));
    Room room = claim(elsewhere());
    Trail noted = new Trail(List.of(home(Mode.TEXT), room.lane()), true);
    assertFound(Optional.of(new Place.InRoom(room)), noted, HOME + 1);
  }

  @Test
  void room_atHome_endsTheSearch() {
    park(elsewhere());
    Room room = claim(home(Mode.VIDEO));
    assertFound(Optional.of(new Place.InRoom(room)), new Trail(List.of(elsewhere()), true), HOME);
  }

  @Test
  void lane_ofAPoolThatIsNoMore_isNotLookedIn() {
    Lane gone = new Lane("gone", Mode.TEXT, 3);
    park(gone);
    assertFound(Optional.empty(), new Trail(List.of(gone), false), HOME);
  }

  private void assertParkedIsFound(Lane lane, int calls) {
    park(lane);
    assertFound(Optional.of(new Place.InQueue(lane, anna)), NOTHING_NOTED, calls);
    get(places.forgetParked(lane, anna.session()));
  }

  private void assertFound(Optional<Place> place, Trail trail, int calls) {
    long before = calls();
    assertEquals(place, get(places.find(anna.session(), trail)));
    assertEquals(calls, calls() - before);
  }

  private void park(Lane lane) {
    get(places.park(lane, anna, GRACE));
  }

  private Room claim(Lane lane) {
    Ticket ben = newcomer();
    EnqueueTicketsScript enqueue = new EnqueueTicketsScript(runner);
    Stream.of(anna, ben).forEach(one -> get(enqueue.run(lane, one, Optional.empty())));
    Room room =
        new Room(
            new RoomId("room-of-" + anna.session().value()),
            lane,
            Stream.of(anna, ben)
                .map(one -> new Member(LaneBench.address(one), one.device()))
                .toList(),
            List.of(),
            Optional.empty());
    assertEquals(
        List.of(ClaimPairsScript.CLAIMED),
        get(new ClaimPairsScript(runner).run(lane, List.of(room))));
    return room;
  }

  private Lane home(Mode mode) {
    return PLAN.home(Optional.empty(), mode, anna.session());
  }

  /** A lane that is not by the session's id. */
  private Lane elsewhere() {
    Lane lane = new Lane(RESTRICTED, Mode.TEXT, home(Mode.TEXT).shard() - 1);
    assertFalse(PLAN.ofSession(anna.session()).contains(lane));
    return lane;
  }

  /** Somebody whose id says another shard than 0 and 1. */
  private static Ticket newcomer() {
    for (; ; ) {
      Ticket ticket = ticket("session-" + tickets++, 3, 1_000);
      if (PLAN.home(Optional.empty(), Mode.TEXT, ticket.session()).shard() > 1) {
        return ticket;
      }
    }
  }

  private static long calls() {
    long sum = 0;
    for (RedisProcess node : cluster.nodes()) {
      if (RedisCluster.ask(node, "ROLE").getFirst().equals("master")) {
        Matcher calls = CALLS.matcher(RedisCluster.ask(node, "INFO", "commandstats").getFirst());
        while (calls.find()) {
          sum += Long.parseLong(calls.group(1));
        }
      }
    }
    return sum;
  }
}
