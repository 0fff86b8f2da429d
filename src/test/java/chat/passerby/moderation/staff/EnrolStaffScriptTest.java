package chat.passerby.moderation.staff;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolStaffScriptTest extends StaffFixture {
  private final EnrolStaffScript script;
  private Instant now = NOW;

  EnrolStaffScriptTest(@TempDir Path data) {
    super(data);
    script = new EnrolStaffScript(redis.runner());
  }

  @Test
  void invitation_isGoodOnce() {
    StaffToken invite = invite();
    assertTrue(get(script.run(invite, "hash", "key")));
    assertEquals("active", field(ANN, "state"));
    assertEquals("hash", field(ANN, "password"));
    assertEquals("key", field(ANN, "totp"));
    assertEquals("", field(ANN, "invite"));
    assertEquals("senior:active", inRoster(ANN));
    assertFalse(redis.exists(StaffKeys.invite(invite)));
    assertFalse(get(script.run(invite, "another", "key")));
    assertEquals("hash", field(ANN, "password"));
  }

  @Test
  void call_sentAgain_isAnsweredAsBefore() {
    StaffToken invite = invite();
    assertTrue(get(script.run(invite, "hash", "key")));
    assertTrue(get(script.run(invite, "hash", "key")));
  }

  @Test
  void invitation_thatIsNotGoodAnyMore_givesNothing() {
    StaffToken replaced = invite();
    StaffToken good = invite();
    assertFalse(get(script.run(replaced, "hash", "key")));
    redis.ask(Command.DEL, StaffKeys.invite(good));
    assertFalse(get(script.run(good, "hash", "key")), "expired");
    StaffToken ended = invite();
    get(new EndStaffScript(redis.runner()).run(ANN));
    assertFalse(get(script.run(ended, "hash", "key")), "its account has ended");
    assertFalse(get(script.run(StaffToken.random(ANN), "hash", "key")), "never made");
    assertEquals("", field(ANN, "password"));
  }

  private StaffToken invite() {
    StaffToken invite = StaffToken.random(ANN);
    get(
        new InviteStaffScript(redis.runner())
            .run(member(ANN, StaffRole.SENIOR), "id", invite, "root", now));
    // So that a further one replaces it.
    now = now.plus(InviteStaffScript.LIFETIME);
    return invite;
  }
}
