package chat.passerby.session;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisFixture;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgetEndScriptTest extends RedisFixture {
  private static final SessionId SESSION = new SessionId("anna");
  private static final String KEY = OpenSessionScript.key(SESSION);

  private final ForgetEndScript forget;

  ForgetEndScriptTest(@TempDir Path data) {
    super(data);
    forget = new ForgetEndScript(redis.runner());
  }

  @Test
  void end_thatWasRead_isForgottenAndNoOther() {
    redis.ask(Command.HSET, KEY, "epoch", "1", "left:first", "end", "left:second", "end");
    get(forget.run(SESSION, "left:first"));
    assertFalse(redis.hash(KEY).containsKey("left:first"));
    assertTrue(redis.hash(KEY).containsKey("left:second"));
  }

  @Test
  void end_thatIsNotNoted_makesNoSession() {
    get(forget.run(SESSION, "left:first"));
    assertFalse(redis.exists(KEY));
  }
}
