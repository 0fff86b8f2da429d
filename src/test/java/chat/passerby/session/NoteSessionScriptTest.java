package chat.passerby.session;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisFixture;
import chat.passerby.session.KeptSessions.Newer;
import chat.passerby.session.KeptSessions.Noted;
import chat.passerby.session.KeptSessions.Restored;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteSessionScriptTest extends RedisFixture {
  private static final SessionId SESSION = new SessionId("anna");
  private static final AddressTag HERE = new AddressTag("here");
  private static final NodeId NODE = new NodeId("one");
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final String KEY = OpenSessionScript.key(SESSION);

  private final OpenSessionScript open;
  private final NoteSessionScript note;

  NoteSessionScriptTest(@TempDir Path data) {
    super(data);
    open = new OpenSessionScript(redis.runner(), MEMORY);
    note = new NoteSessionScript(redis.runner(), MEMORY);
  }

  @Test
  void note_again_replacesTheFirst() {
    Address address = get(open.run(SESSION, NODE, HERE)).address();
    assertEquals(new Noted(), get(note.run(address, List.of("search", "chess"))));
    assertEquals(new Noted(), get(note.run(address, List.of("search", "go", "past", "rooms"))));
    assertEquals(Buffer.buffer("go"), redis.hash(KEY).get("search"));
    assertEquals(Buffer.buffer("rooms"), redis.hash(KEY).get("past"));
  }

  @Test
  void note_ofAnOlderConnection_isNotTakenAndTellsOfTheNewerOne() {
    Address older = get(open.run(SESSION, NODE, HERE)).address();
    Address newer = get(open.run(SESSION, new NodeId("two"), HERE)).address();
    Map<String, Buffer> before = redis.hash(KEY);
    assertEquals(new Newer(newer), get(note.run(older, List.of("search", "go"))));
    assertEquals(before, redis.hash(KEY));
  }

  @Test
  void session_thatRedisHasLost_isWrittenDownAgain() {
    Address address = get(open.run(SESSION, NODE, HERE)).address();
    redis.clear();
    assertEquals(new Restored(Optional.empty()), get(note.run(address, List.of())));
    assertEquals(
        Map.of(
            "epoch",
            Buffer.buffer(Long.toString(address.epoch())),
            "node",
            Buffer.buffer("one"),
            "began",
            Buffer.buffer(Long.toString(address.epoch()))),
        redis.hash(KEY));
    assertTrue(redis.number(Command.PTTL, KEY) > 0);
    assertEquals(new Noted(), get(note.run(address, List.of())));
  }

  @Test
  void session_ofWhichRedisKnowsAnOlderConnection_isPutRight() {
    Address older = get(open.run(SESSION, NODE, HERE)).address();
    Address address = new Address(SESSION, older.epoch() + 5, new NodeId("two"));
    assertEquals(new Restored(Optional.of(older)), get(note.run(address, List.of())));
    Map<String, Buffer> now = redis.hash(KEY);
    assertEquals(Buffer.buffer(Long.toString(address.epoch())), now.get("epoch"));
    assertEquals(Buffer.buffer("two"), now.get("node"));
  }

  @Test
  void session_thatIsKept_isRememberedOn() {
    Address address = get(open.run(SESSION, NODE, HERE)).address();
    redis.ask(Command.PEXPIRE, KEY, MEMORY.toMillis() / 3);
    get(note.run(address, List.of()));
    long left = redis.number(Command.PTTL, KEY);
    assertTrue(left > MEMORY.toMillis() / 2, "remembered for " + left);
    redis.ask(Command.PEXPIRE, KEY, MEMORY.toMillis() * 2 / 3);
    get(note.run(address, List.of()));
    assertTrue(redis.number(Command.PTTL, KEY) <= MEMORY.toMillis() * 2 / 3);
  }
}
