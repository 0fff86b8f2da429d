package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.NODE;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.MatchmakingSettings;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.matchmaking.queue.LaneFixture;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.TicketCodec;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.settings.Settings;
import chat.passerby.telemetry.UnseenFaults;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneMirrorTest extends LaneFixture {
  /** Unix seconds at which a ticket is as fresh as can be. */
  private static final long SOON = 4_000_000_000L;

  private static final Ticket ANNA = ticket("anna", 1, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);

  private final Context context;
  private WaitingPool pool = pool();
  private LaneMirror mirror;

  LaneMirrorTest(@TempDir Path data) {
    super(data);
    context = bench.redis().vertx().getOrCreateContext();
    mirror = mirror(bench.redis().link());
  }

  @BeforeEach
  void begin() {
    pool = pool();
    mirror = mirror(bench.redis().link());
  }

  @Test
  void changes_told_areMirrored() {
    mirror.changed(came(ANNA));
    mirror.changed(came(BEN));
    mirror.changed(Buffer.buffer("-anna"));
    assertEquals(List.of(BEN), pool.tickets());
  }

  @Test
  void reading_ofALane_findsWhatWasMissed() {
    mirror.changed(came(ANNA));
    bench.enqueue(BEN);
    assertTrue(mirror.isStale());
    read();
    assertEquals(List.of(BEN), pool.tickets());
    assertFalse(mirror.isStale());
  }

  @Test
  void reading_ofALongLane_findsEverybody() {
    IntStream.range(0, 1_300).forEach(i -> bench.enqueue(ticket("session" + i, 1, i)));
    read();
    assertEquals(1_300, pool.size());
  }

  @Test
  void ticketReplaced_duringTheReading_isTheOneThatStays() {
    bench.enqueue(ANNA);
    mirror.changed(came(ANNA));
    Ticket changed = ticket("anna", 1, 1_000, NODE, List.of("chess"));
    // The answer to the reading comes in a later turn, and shows what was there before.
    turn(
        () -> {
          Future<List<String>> read = mirror.reconcile();
          mirror.changed(came(changed));
          return read;
        });
    assertEquals(List.of(changed), pool.tickets());
  }

  @Test
  void ticketPutBack_duringTheReading_stays() {
    mirror.changed(came(ANNA));
    turn(
        () -> {
          Future<List<String>> read = mirror.reconcile();
          mirror.changed(came(ANNA));
          return read;
        });
    assertEquals(List.of(ANNA), pool.tickets());
  }

  @Test
  void ticketWithdrawn_duringTheReading_doesNotComeBack() {
    bench.enqueue(ANNA);
    turn(
        () -> {
          Future<List<String>> read = mirror.reconcile();
          mirror.changed(Buffer.buffer("-anna"));
          return read;
        });
    assertEquals(List.of(), pool.tickets());
  }

  @Test
  void change_missedDuringTheReading_isFoundByTheNext() {
    RedisLink link = bench.redis().link();
    turn(
        () -> {
          Future<List<String>> read = mirror.reconcile();
          // Written right behind the reading, so that it comes too late for it.
          Future<?> put =
              link.send(
                  Request.cmd(Command.HSET)
                      .arg(LaneKeys.tickets(LANE))
                      .arg("ben")
                      .arg(Buffer.buffer("1|" + SOON + "|").appendBuffer(TicketCodec.pack(BEN))));
          return Future.all(read, put, mirror.reconcile()).compose(all -> read);
        });
    assertEquals(List.of(BEN), pool.tickets());
  }

  @Test
  void ticket_thatCannotBeRead_hidesNoOther() {
    bench.enqueue(ANNA);
    bench.redis().ask(Command.HSET, LaneKeys.tickets(LANE), "odd", "1|of another version");
    bench.redis().ask(Command.HSET, LaneKeys.tickets(LANE), "odder", "no bar");
    read();
    assertEquals(List.of(ANNA), pool.tickets());
  }

  @Test
  void reading_withRedisAway_failsAndStaysDue() {
    RedisLink closed = bench.redis().connect();
    get(closed.close());
    mirror = mirror(closed);
    mirror.changed(came(ANNA));
    failure(RedisUnavailableException.class, inTurn(mirror::reconcile));
    assertTrue(mirror.isStale());
    assertEquals(List.of(ANNA), pool.tickets());
  }

  @Test
  void ticket_thatNobodyPutsInAgain_isReportedAndStaysUntilItIsTakenOut() {
    bench.enqueue(ANNA);
    bench
        .redis()
        .ask(
            Command.HSET,
            LaneKeys.tickets(LANE),
            "ben",
            Buffer.buffer("1|7|").appendBuffer(TicketCodec.pack(BEN)));
    bench.redis().ask(Command.HSET, LaneKeys.tickets(LANE), "odd ü", "1|of another version");
    assertEquals(Set.of("ben", "odd ü"), Set.copyOf(get(inTurn(mirror::reconcile))));
    assertEquals(Set.of(ANNA, BEN), Set.copyOf(pool.tickets()));
  }

  @Test
  void mirror_cleared_knowsNobodyAndIsStale() {
    bench.enqueue(ANNA);
    read();
    mirror.clear();
    assertEquals(Set.of(), Set.copyOf(pool.tickets()));
    assertTrue(mirror.isStale());
  }

  private LaneMirror mirror(RedisLink link) {
    return new LaneMirror(
        pool,
        new LaneSnapshot(link, LANE, LaneQueue.LIFETIME, UnseenFaults.create()),
        UnseenFaults.create());
  }

  private static WaitingPool pool() {
    return new WaitingPool(MatchmakingSettings.from(Settings.of(Map.of())).policy());
  }

  private static Buffer came(Ticket ticket) {
    return Buffer.buffer("+").appendBuffer(TicketCodec.pack(ticket));
  }

  private void read() {
    turn(mirror::reconcile);
  }

  private <T> void turn(Supplier<Future<T>> work) {
    get(inTurn(work));
  }

  private <T> Future<T> inTurn(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(turn -> work.get().onComplete(done));
    return done.future();
  }
}
