package chat.passerby.session;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisFixture;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteLeftScriptTest extends RedisFixture {
  private static final SessionId SESSION = new SessionId("anna");
  private static final AddressTag HERE = new AddressTag("here");
  private static final NodeId NODE = new NodeId("one");
  private static final RoomId ROOM = new RoomId("room");
  private static final Buffer END = Buffer.buffer("end");
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final String KEY = OpenSessionScript.key(SESSION);

  private final OpenSessionScript open;
  private final NoteLeftScript left;
  private final KeptSessions kept;

  NoteLeftScriptTest(@TempDir Path data) {
    super(data);
    open = new OpenSessionScript(redis.runner(), MEMORY);
    left = new NoteLeftScript(redis.runner(), MEMORY);
    kept = new KeptSessions(redis.link(), redis.runner());
  }

  @Test
  void end_isNotedForTheNextConnectionAndTellsOfTheLatest() {
    Address address = get(open.run(SESSION, NODE, HERE)).address();
    assertEquals(Optional.of(address), get(left.run(SESSION, ROOM, END)));
    assertEquals(Optional.of(address), get(left.run(SESSION, ROOM, END)));
    assertEquals(List.of(END), get(open.run(SESSION, NODE, HERE)).notes().left());
  }

  @Test
  void end_ofWhichAConnectionHasHeard_isNotNoted() {
    Address address = get(open.run(SESSION, NODE, HERE)).address();
    get(kept.past(address, Buffer.buffer("..room.."), List.of()));
    assertEquals(Optional.empty(), get(left.run(SESSION, ROOM, END)));
    assertFalse(redis.hash(KEY).containsKey("left:room"));
    get(left.run(SESSION, new RoomId("another"), END));
    assertTrue(redis.hash(KEY).containsKey("left:another"));
  }

  /** The partner's side may not have reached Redis for long. */
  @Test
  void end_thatWasNotedSeveralRoomsAgo_isNotNotedAgain() {
    Address address = get(open.run(SESSION, NODE, HERE)).address();
    for (int i = 0; i < 20; i++) {
      RoomId room = new RoomId(i == 0 ? ROOM.value() : "later" + i);
      Buffer past = Buffer.buffer("12345678").appendInt(2).appendString("..");
      get(kept.ended(address, room, past, END));
      get(kept.forgetLeft(SESSION, room));
    }
    assertEquals(Optional.empty(), get(left.run(SESSION, ROOM, END)));
    assertFalse(redis.hash(KEY).containsKey("left:room"));
  }

  @Test
  void end_forASessionThatRedisDoesNotKnow_isNotedForAWhile() {
    assertEquals(Optional.empty(), get(left.run(SESSION, ROOM, END)));
    assertTrue(redis.number(Command.PTTL, KEY) > 0);
    assertEquals(List.of(END), get(open.run(SESSION, NODE, HERE)).notes().left());
  }
}
