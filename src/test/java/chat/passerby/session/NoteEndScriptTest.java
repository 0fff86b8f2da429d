package chat.passerby.session;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisFixture;
import chat.passerby.session.KeptSessions.Newer;
import chat.passerby.session.KeptSessions.Noted;
import chat.passerby.session.KeptSessions.Restored;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteEndScriptTest extends RedisFixture {
  private static final SessionId SESSION = new SessionId("anna");
  private static final AddressTag HERE = new AddressTag("here");
  private static final NodeId NODE = new NodeId("one");
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final String KEY = OpenSessionScript.key(SESSION);

  private final OpenSessionScript open;
  private final NoteEndScript note;

  NoteEndScriptTest(@TempDir Path data) {
    super(data);
    open = new OpenSessionScript(redis.runner(), MEMORY);
    note = new NoteEndScript(redis.runner(), MEMORY, 3);
  }

  @Test
  void end_ofAChat_isNotedAndItsRoomIsTheLatest() {
    Address address = get(open.run(SESSION, NODE, HERE)).address();
    assertEquals(new Noted(), ends(address, "first"));
    assertEquals(new Noted(), ends(address, "second-room"));
    assertEquals(past("second-room", "first"), redis.hash(KEY).get("past"));
    assertEquals(Buffer.buffer("end of first"), redis.hash(KEY).get("left:first"));
    assertEquals(Buffer.buffer("end of second-room"), redis.hash(KEY).get("left:second-room"));
  }

  @Test
  void rooms_beyondTheLimit_areForgottenTheOldestFirst() {
    Address address = get(open.run(SESSION, NODE, HERE)).address();
    for (String room : Arrays.asList("a", "bb", "ccc", "dddd", "eeeee")) {
      ends(address, room);
    }
    assertEquals(past("eeeee", "dddd", "ccc"), redis.hash(KEY).get("past"));
  }

  @Test
  void end_notedAgain_changesNothing() {
    Address address = get(open.run(SESSION, NODE, HERE)).address();
    ends(address, "first");
    ends(address, "second");
    Map<String, Buffer> before = redis.hash(KEY);
    ends(address, "first");
    assertEquals(before, redis.hash(KEY));
  }

  @Test
  void end_notedByAnOlderConnection_isNotTaken() {
    Address older = get(open.run(SESSION, NODE, HERE)).address();
    Address newer = get(open.run(SESSION, new NodeId("two"), HERE)).address();
    Map<String, Buffer> before = redis.hash(KEY);
    assertEquals(new Newer(newer), ends(older, "first"));
    assertEquals(before, redis.hash(KEY));
  }

  @Test
  void session_thatRedisHasLost_isWrittenDownAgain() {
    Address address = get(open.run(SESSION, NODE, HERE)).address();
    redis.clear();
    assertEquals(new Restored(Optional.empty()), ends(address, "first"));
    assertEquals(past("first"), redis.hash(KEY).get("past"));
    assertTrue(redis.number(Command.PTTL, KEY) > 0);
  }

  private KeptSessions.Outcome ends(Address address, String room) {
    return get(note.run(address, new RoomId(room), past(room), Buffer.buffer("end of " + room)));
  }

  private static Buffer past(String... rooms) {
    return Buffer.buffer(
        Arrays.stream(rooms)
            .map(room -> Buffer.buffer("12345678").appendInt(room.length()).appendString(room))
            .map(Buffer::toString)
            .collect(Collectors.joining()));
  }
}
