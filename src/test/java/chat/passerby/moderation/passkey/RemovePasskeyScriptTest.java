package chat.passerby.moderation.passkey;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.staff.StaffKeys;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovePasskeyScriptTest extends PasskeyFixture {
  RemovePasskeyScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void passkey_thatIsRemoved_leavesNothingAndTheOthersStay() {
    active(ANN, "id");
    AddPasskeyScript add = new AddPasskeyScript(redis.runner());
    Passkey passkey = passkey(1, "id", 0);
    Passkey other = passkey(2, "id", 0);
    get(add.run(ANN, passkey));
    get(add.run(ANN, other));
    RemovePasskeyScript script = new RemovePasskeyScript(redis.runner());
    for (int i = 0; i < 2; i++) {
      get(script.run(ANN, passkey.id()));
      assertEquals("", owner(passkey));
      assertEquals("ann", owner(other));
      assertEquals(3, redis.number(Command.HLEN, StaffKeys.passkeys(ANN)));
    }
  }
}
