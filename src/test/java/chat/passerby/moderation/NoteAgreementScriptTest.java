package chat.passerby.moderation;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisFixture;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteAgreementScriptTest extends RedisFixture {
  private final NoteAgreementScript script;

  NoteAgreementScriptTest(@TempDir Path data) {
    super(data);
    script = new NoteAgreementScript(redis.runner());
  }

  @Test
  void agreement_isNotedOnce() {
    redis.ask(Command.HSET, "report", "state", "open");
    assertTrue(get(script.run("report", false)));
    assertFalse(get(script.run("report", true)));
    assertEquals("0", redis.answer(Command.HGET, "report", "agrees").toString());
  }

  @Test
  void report_thatIsGone_staysSo() {
    assertFalse(get(script.run("report", true)));
    assertEquals(List.of(), redis.keys());
  }
}
