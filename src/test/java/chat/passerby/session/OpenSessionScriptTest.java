package chat.passerby.session;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisFixture;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.OpenSessionScript.Opened;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSessionScriptTest extends RedisFixture {
  private static final SessionId SESSION = new SessionId("anna");
  private static final AddressTag HERE = new AddressTag("here");
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");
  private static final String KEY = "passerby:session:{anna}";
  private static final Duration MEMORY = Duration.ofHours(12);

  private final OpenSessionScript open;

  OpenSessionScriptTest(@TempDir Path data) {
    super(data);
    open = new OpenSessionScript(redis.runner(), MEMORY);
  }

  @Test
  void session_unknown_hasNoPreviousConnectionAndNoNotes() {
    Opened opened = get(open.run(SESSION, ONE, HERE));
    long epoch = opened.address().epoch();
    assertEquals(new Address(SESSION, epoch, ONE), opened.address());
    assertEquals(Optional.empty(), opened.previous());
    assertEquals(new SessionNotes(Optional.empty(), Optional.empty(), List.of()), opened.notes());
    assertEquals(
        Map.of(
            "epoch", Buffer.buffer(Long.toString(epoch)),
            "node", Buffer.buffer("one"),
            "address", Buffer.buffer("here"),
            "began", Buffer.buffer(Long.toString(epoch))),
        redis.hash(KEY));
  }

  @Test
  void session_openedFromElsewhere_keepsTheLastAddressAndWhenItBegan() {
    KeptSessions kept = new KeptSessions(redis.link(), redis.runner());
    assertEquals(
        new KeptSessions.Origin(Optional.empty(), Optional.empty()), get(kept.origin(SESSION)));
    get(open.run(SESSION, ONE, HERE));
    KeptSessions.Origin first = get(kept.origin(SESSION));
    get(open.run(SESSION, ONE, new AddressTag("there")));
    KeptSessions.Origin second = get(kept.origin(SESSION));
    assertEquals(Optional.of(HERE), first.address());
    assertEquals(Optional.of(new AddressTag("there")), second.address());
    assertEquals(first.began(), second.began());
    assertTrue(first.began().isPresent());
  }

  @Test
  void session_openedAgain_hasAHigherEpochAndNamesTheConnectionBefore() {
    Address first = get(open.run(SESSION, ONE, HERE)).address();
    Opened second = get(open.run(SESSION, TWO, HERE));
    Opened third = get(open.run(SESSION, TWO, HERE));
    assertEquals(Optional.of(first), second.previous());
    assertEquals(Optional.of(second.address()), third.previous());
    assertTrue(second.address().epoch() > first.epoch());
    assertTrue(third.address().epoch() > second.address().epoch());
  }

  @Test
  void session_thatRedisHasLost_hasAHigherEpochAllTheSame() {
    Address before = get(open.run(SESSION, ONE, HERE)).address();
    Eventually.await("the next millisecond", () -> System.currentTimeMillis() > before.epoch());
    redis.clear();
    assertTrue(get(open.run(SESSION, TWO, HERE)).address().epoch() > before.epoch());
  }

  @Test
  void session_openedInTheMillisecondBefore_hasAHigherEpochAllTheSame() {
    String ahead = Long.toString(System.currentTimeMillis() + 60_000);
    redis.ask(Command.HSET, KEY, "epoch", ahead, "node", "one");
    assertEquals(Long.parseLong(ahead) + 1, get(open.run(SESSION, TWO, HERE)).address().epoch());
  }

  @Test
  void notes_areReadAndTheEndOfAChatUntilItIsForgotten() {
    Address address = get(open.run(SESSION, ONE, HERE)).address();
    KeptSessions kept = new KeptSessions(redis.link(), redis.runner());
    RoomId room = new RoomId("room");
    get(kept.search(address, Buffer.buffer("chess")));
    Buffer rooms = Buffer.buffer("12345678").appendInt(4).appendString("room");
    get(kept.ended(address, room, rooms, Buffer.buffer("end")));
    Optional<Buffer> search = Optional.of(Buffer.buffer("chess"));
    Optional<Buffer> past = Optional.of(rooms);
    SessionNotes unread = new SessionNotes(search, past, List.of(Buffer.buffer("end")));
    assertEquals(unread, get(open.run(SESSION, TWO, HERE)).notes());
    assertEquals(unread, get(open.run(SESSION, TWO, HERE)).notes());
    get(kept.forgetLeft(SESSION, room));
    assertEquals(
        new SessionNotes(search, past, List.of()), get(open.run(SESSION, TWO, HERE)).notes());
  }

  @Test
  void session_opened_isRememberedAnewForTheWholeTime() {
    get(open.run(SESSION, ONE, HERE));
    redis.ask(Command.PEXPIRE, KEY, 60_000);
    get(open.run(SESSION, ONE, HERE));
    long left = redis.number(Command.PTTL, KEY);
    assertTrue(left > 60_000 && left <= MEMORY.toMillis(), "remembered for " + left);
  }

  @Test
  void session_forgotten_beginsAnew() {
    OpenSessionScript brief = new OpenSessionScript(redis.runner(), Duration.ofMillis(20));
    get(brief.run(SESSION, ONE, HERE));
    Eventually.await("it is forgotten", () -> !redis.exists(KEY));
    assertEquals(Optional.empty(), get(open.run(SESSION, TWO, HERE)).previous());
  }

  @Test
  void callers_atOnce_getAnEpochEach() {
    OpenSessionScript other = new OpenSessionScript(new ScriptRunner(redis.connect()), MEMORY);
    List<Future<Opened>> calls =
        IntStream.range(0, 100)
            .mapToObj(
                i -> i % 2 == 0 ? open.run(SESSION, ONE, HERE) : other.run(SESSION, TWO, HERE))
            .toList();
    assertEquals(100, calls.stream().map(call -> get(call).address().epoch()).distinct().count());
  }
}
