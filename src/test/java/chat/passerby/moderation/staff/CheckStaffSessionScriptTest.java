package chat.passerby.moderation.staff;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.moderation.staff.OpenStaffSessionScript.Proof;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckStaffSessionScriptTest extends StaffFixture {
  private static final Duration LIFETIME = Duration.ofHours(8);
  private static final Optional<StaffMember> ANN_IS_IN =
      Optional.of(member(ANN, StaffRole.SENIOR, Permission.MINORS));

  private final CheckStaffSessionScript script;

  CheckStaffSessionScriptTest(@TempDir Path data) {
    super(data);
    script = new CheckStaffSessionScript(redis.runner());
  }

  @Test
  void session_isKnownAndKeptWhileItIsUsed() {
    StaffToken token = open();
    redis.ask(Command.PEXPIRE, StaffKeys.session(token), 60_000);
    assertEquals(ANN_IS_IN, run(token, NOW));
    assertEquals(
        IDLE.toMinutes() - 1,
        (redis.number(Command.PTTL, StaffKeys.session(token)) - 1) / 60_000,
        "kept for half an hour again");
  }

  @Test
  void session_endsWhateverItsUse() {
    StaffToken token = open();
    Instant end = NOW.plus(LIFETIME);
    assertEquals(ANN_IS_IN, run(token, end.minusMillis(5_000)));
    assertExpires(StaffKeys.session(token), Duration.ofSeconds(5));
    assertEquals(Optional.empty(), run(token, end));
    assertFalse(redis.exists(StaffKeys.session(token)));
  }

  @Test
  void session_ofAnAccountThatEnded_isUnknownAlsoWhenTheNameIsGivenAgain() {
    StaffToken token = open();
    redis.ask(Command.DEL, StaffKeys.account(ANN));
    assertEquals(Optional.empty(), run(token, NOW));
    StaffToken other = open();
    active(ANN, StaffRole.ADMIN, "another id");
    assertEquals(Optional.empty(), run(other, NOW));
  }

  @Test
  void token_ofNobody_isUnknown() {
    open();
    assertEquals(Optional.empty(), run(StaffToken.random(ANN), NOW));
    assertEquals(Optional.empty(), run(StaffToken.random(BOB), NOW));
  }

  private StaffToken open() {
    redis.clear();
    active(ANN, StaffRole.SENIOR, "id");
    redis.ask(Command.HSET, StaffKeys.account(ANN), "permissions", "minors,of-another-build");
    StaffToken token = StaffToken.random(ANN);
    get(
        new OpenStaffSessionScript(redis.runner())
            .run(
                ANN,
                StaffKeys.session(token),
                new Proof("id", OptionalLong.of(1), Optional.empty()),
                HERE,
                NOW.plus(LIFETIME),
                IDLE));
    return token;
  }

  private Optional<StaffMember> run(StaffToken token, Instant now) {
    return get(script.run(token, now, IDLE));
  }
}
