package chat.passerby.moderation.staff;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.staff.OpenStaffSessionScript.Proof;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenStaffSessionScriptTest extends StaffFixture {
  private final OpenStaffSessionScript script;

  OpenStaffSessionScriptTest(@TempDir Path data) {
    super(data);
    script = new OpenStaffSessionScript(redis.runner());
  }

  @Test
  void session_ofARightProof_opensAndExpires() {
    active(ANN, StaffRole.SENIOR, "id");
    get(new CountLoginScript(redis.runner(), new StaffSettings(IDLE, IDLE, 9, 9)).run(ANN, HERE));
    StaffToken token = StaffToken.random(ANN);
    assertTrue(run(token, proof(7)));
    assertExpires(StaffKeys.session(token), IDLE);
    assertEquals("7", field(ANN, "step"));
    assertFalse(redis.exists(StaffKeys.attempts(ANN)));
    assertEquals("0", redis.answer(Command.GET, StaffKeys.attempts(HERE)).toString());
  }

  @Test
  void code_thatWasTaken_isTakenNeverAgainNorIsAnOlderOne() {
    active(ANN, StaffRole.SENIOR, "id");
    assertTrue(run(StaffToken.random(ANN), proof(7)));
    assertFalse(run(StaffToken.random(ANN), proof(7)));
    assertFalse(run(StaffToken.random(ANN), proof(6)));
    assertTrue(run(StaffToken.random(ANN), proof(8)));
  }

  @Test
  void call_sentAgain_isAnsweredAsBefore() {
    active(ANN, StaffRole.SENIOR, "id");
    StaffToken token = StaffToken.random(ANN);
    assertTrue(run(token, proof(7)));
    assertTrue(run(token, proof(7)));
  }

  @Test
  void session_ofAWrongProof_doesNotOpenAndTakesNoCode() {
    active(ANN, StaffRole.SENIOR, "id");
    StaffToken token = StaffToken.random(ANN);
    assertFalse(run(token, new Proof("id", OptionalLong.empty(), Optional.empty())));
    assertFalse(run(token, new Proof("other", OptionalLong.of(7), Optional.empty())));
    assertFalse(run(StaffToken.random(BOB), new Proof("", OptionalLong.of(7), Optional.empty())));
    assertFalse(redis.exists(StaffKeys.session(token)));
    assertEquals("", field(ANN, "step"));
  }

  @Test
  void hash_ofANewCost_isKept() {
    active(ANN, StaffRole.SENIOR, "id");
    run(StaffToken.random(ANN), new Proof("id", OptionalLong.of(1), Optional.of("new")));
    assertEquals("new", field(ANN, "password"));
    run(StaffToken.random(ANN), proof(2));
    assertEquals("new", field(ANN, "password"));
  }

  private static Proof proof(long step) {
    return new Proof("id", OptionalLong.of(step), Optional.empty());
  }

  private boolean run(StaffToken token, Proof proof) {
    return get(
        script.run(
            token.name(),
            StaffKeys.session(token),
            proof,
            HERE,
            NOW.plus(Duration.ofHours(8)),
            IDLE));
  }
}
