package chat.passerby.moderation.passkey;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.passkey.AddPasskeyScript.Outcome;
import chat.passerby.moderation.staff.StaffKeys;
import chat.passerby.moderation.staff.StaffName;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddPasskeyScriptTest extends PasskeyFixture {
  private final AddPasskeyScript script;

  AddPasskeyScriptTest(@TempDir Path data) {
    super(data);
    script = new AddPasskeyScript(redis.runner());
  }

  @Test
  void passkey_isKeptWithItsOwnerAndCounter() {
    active(ANN, "id");
    Passkey passkey = passkey(1, "id", 7);
    assertEquals(Outcome.ADDED, run(ANN, passkey));
    assertEquals("ann", owner(passkey));
    String id = passkey.id().value();
    assertEquals(
        passkey,
        Passkey.read(
            passkey.id(), field(ANN, id), field(ANN, id + ":count"), field(ANN, id + ":used")));
  }

  @Test
  void call_sentAgain_isAnsweredAsBeforeAndKeepsTheCounter() {
    active(ANN, "id");
    Passkey passkey = passkey(1, "id", 7);
    run(ANN, passkey);
    redis.ask(Command.HSET, StaffKeys.passkeys(ANN), passkey.id().value() + ":count", 9);
    assertEquals(Outcome.ADDED, run(ANN, passkey));
    assertEquals("9", field(ANN, passkey.id().value() + ":count"));
  }

  @Test
  void passkey_thatSomebodyHas_isNotAdded() {
    active(ANN, "id");
    active(BOB, "other");
    run(ANN, passkey(1, "id", 0));
    assertEquals(Outcome.EXISTS, run(BOB, passkey(1, "other", 0)));
    assertEquals("ann", owner(passkey(1, "id", 0)));
    assertEquals(0, redis.number(Command.HLEN, StaffKeys.passkeys(BOB)));
  }

  @Test
  void account_withAsManyAsItMayHave_getsNoMore() {
    active(ANN, "id");
    for (int i = 0; i < AddPasskeyScript.MOST; i++) {
      assertEquals(Outcome.ADDED, run(ANN, passkey(i, "id", 0)));
    }
    assertEquals(Outcome.FULL, run(ANN, passkey(AddPasskeyScript.MOST, "id", 0)));
    assertEquals("", owner(passkey(AddPasskeyScript.MOST, "id", 0)));
  }

  @Test
  void account_thatHasEndedOrIsAnotherOfThatName_getsNone() {
    assertEquals(Outcome.GONE, run(ANN, passkey(1, "id", 0)));
    active(ANN, "later");
    assertEquals(Outcome.GONE, run(ANN, passkey(1, "id", 0)));
    redis.ask(Command.HSET, StaffKeys.account(ANN), "id", "id", "state", "invited");
    assertEquals(Outcome.GONE, run(ANN, passkey(1, "id", 0)));
    assertEquals("", owner(passkey(1, "id", 0)));
  }

  private Outcome run(StaffName name, Passkey passkey) {
    return get(script.run(name, passkey));
  }
}
