package chat.passerby.moderation.passkey;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.staff.StaffKeys;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeGrantScriptTest extends PasskeyFixture {
  TakeGrantScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void grant_isTakenOnce() {
    PasskeyChallenge challenge = PasskeyChallenge.random();
    redis.ask(Command.HSET, StaffKeys.grant(challenge.hash()), "account", "id", "expires", 1);
    TakeGrantScript script = new TakeGrantScript(redis.runner());
    assertEquals(Optional.empty(), get(script.run(PasskeyChallenge.random())));
    assertEquals(Optional.of("id"), get(script.run(challenge)));
    assertEquals(Optional.empty(), get(script.run(challenge)));
  }
}
