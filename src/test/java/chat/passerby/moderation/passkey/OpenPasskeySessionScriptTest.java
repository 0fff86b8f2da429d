package chat.passerby.moderation.passkey;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.moderation.passkey.OpenPasskeySessionScript.Outcome;
import chat.passerby.moderation.passkey.OpenPasskeySessionScript.Proof;
import chat.passerby.moderation.staff.StaffKeys;
import chat.passerby.moderation.staff.StaffToken;
import chat.passerby.session.AddressTag;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenPasskeySessionScriptTest extends PasskeyFixture {
  private static final AddressTag HERE = new AddressTag("key.here");
  private static final Duration IDLE = Duration.ofMinutes(30);

  private final OpenPasskeySessionScript script;

  OpenPasskeySessionScriptTest(@TempDir Path data) {
    super(data);
    script = new OpenPasskeySessionScript(redis.runner());
  }

  @BeforeEach
  void add() {
    active(ANN, "id");
    get(new AddPasskeyScript(redis.runner()).run(ANN, passkey(1, "id", 7)));
  }

  @Test
  void session_ofARightSignature_opensAndExpires() {
    redis.ask(Command.SET, StaffKeys.attempts(HERE), 3);
    StaffToken token = StaffToken.random(ANN);
    assertEquals(Outcome.OPENED, run(token, passkey(1, "id", 7), 8));
    assertExpires(StaffKeys.session(token), IDLE);
    assertEquals("2", redis.answer(Command.GET, StaffKeys.attempts(HERE)).toString());
    String id = passkey(1, "id", 7).id().value();
    assertEquals("8", field(ANN, id + ":count"));
    assertEquals(Long.toString(NOW.toEpochMilli()), field(ANN, id + ":used"));
  }

  @Test
  void call_sentAgain_isAnsweredAsBefore() {
    StaffToken token = StaffToken.random(ANN);
    assertEquals(Outcome.OPENED, run(token, passkey(1, "id", 7), 8));
    assertEquals(Outcome.OPENED, run(token, passkey(1, "id", 7), 8));
  }

  @Test
  void counter_thatHasNotGrown_opensNothing() {
    for (long count : new long[] {7, 6, 0}) {
      StaffToken token = StaffToken.random(ANN);
      assertEquals(Outcome.COPIED, run(token, passkey(1, "id", 7), count));
      assertFalse(redis.exists(StaffKeys.session(token)));
    }
    assertEquals(Outcome.OPENED, run(StaffToken.random(ANN), passkey(1, "id", 7), 0xffff_ffffL));
    assertEquals(Outcome.COPIED, run(StaffToken.random(ANN), passkey(1, "id", 7), 0xffff_fffeL));
  }

  @Test
  void counter_signedTwiceAtOnce_opensOneSession() {
    List<Future<Outcome>> all =
        IntStream.range(0, 4)
            .mapToObj(each -> ask(StaffToken.random(ANN), passkey(1, "id", 7), 8))
            .toList();
    get(Future.all(all));
    assertEquals(1, all.stream().filter(each -> each.result() == Outcome.OPENED).count());
  }

  @Test
  void authenticator_thatDoesNotCount_opensEachTime() {
    get(new AddPasskeyScript(redis.runner()).run(ANN, passkey(2, "id", 0)));
    for (int i = 0; i < 2; i++) {
      assertEquals(Outcome.OPENED, run(StaffToken.random(ANN), passkey(2, "id", 0), 0));
    }
  }

  @Test
  void account_thatHasEndedOrPasskeyThatIsGone_opensNothing() {
    assertEquals(Outcome.REFUSED, run(StaffToken.random(ANN), passkey(2, "id", 0), 9));
    assertEquals(Outcome.REFUSED, run(StaffToken.random(ANN), passkey(1, "other", 0), 9));
    redis.ask(Command.DEL, StaffKeys.account(ANN));
    StaffToken token = StaffToken.random(ANN);
    assertEquals(Outcome.REFUSED, run(token, passkey(1, "id", 7), 9));
    assertFalse(redis.exists(StaffKeys.session(token)));
  }

  private Outcome run(StaffToken token, Passkey passkey, long count) {
    return get(ask(token, passkey, count));
  }

  private Future<Outcome> ask(StaffToken token, Passkey passkey, long count) {
    return script.run(
        token, new Proof(ANN, passkey, count), HERE, NOW, NOW.plus(Duration.ofHours(8)), IDLE);
  }
}
