package chat.passerby.session;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisFixture;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteSessionScriptTest extends RedisFixture {
  private static final SessionId SESSION = new SessionId("anna");
  private static final NodeId NODE = new NodeId("one");

  private final OpenSessionScript open;
  private final NoteSessionScript note;

  NoteSessionScriptTest(@TempDir Path data) {
    super(data);
    open = new OpenSessionScript(redis.runner(), Duration.ofHours(1));
    note = new NoteSessionScript(redis.runner());
  }

  @Test
  void note_again_replacesTheFirst() {
    Address address = get(open.run(SESSION, NODE)).address();
    assertTrue(get(note.search(address, Buffer.buffer("chess"))));
    assertTrue(get(note.search(address, Buffer.buffer("go"))));
    assertEquals(Buffer.buffer("go"), redis.hash(OpenSessionScript.key(SESSION)).get("search"));
  }

  @Test
  void note_ofAnOlderConnection_isNotTaken() {
    Address older = get(open.run(SESSION, NODE)).address();
    get(open.run(SESSION, NODE));
    assertFalse(get(note.left(older, Buffer.buffer("room"))));
    assertFalse(redis.hash(OpenSessionScript.key(SESSION)).containsKey("left"));
  }

  @Test
  void note_aboutAForgottenSession_isNotTaken() {
    assertFalse(get(note.left(new Address(SESSION, 1, NODE), Buffer.buffer("room"))));
    assertEquals(List.of(), redis.keys());
  }
}
