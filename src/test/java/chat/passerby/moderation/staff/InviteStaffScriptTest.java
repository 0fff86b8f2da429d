package chat.passerby.moderation.staff;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.staff.InviteStaffScript.Outcome;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InviteStaffScriptTest extends StaffFixture {
  private final InviteStaffScript script;
  private Instant now = NOW;

  InviteStaffScriptTest(@TempDir Path data) {
    super(data);
    script = new InviteStaffScript(redis.runner());
  }

  @BeforeEach
  void begin() {
    now = NOW;
  }

  @Test
  void invitation_first_keepsThePlaceForADay() {
    StaffToken invite = StaffToken.random(ANN);
    assertEquals(
        Outcome.INVITED, run(member(ANN, StaffRole.SENIOR, Permission.MINORS), "id", invite));
    assertEquals("senior:invited", inRoster(ANN));
    assertEquals("invited", field(ANN, "state"));
    assertEquals("minors", field(ANN, "permissions"));
    assertEquals("root", field(ANN, "by"));
    assertEquals(invite.hash(), field(ANN, "invite"));
    assertEquals(-1, redis.number(Command.PTTL, StaffKeys.account(ANN)));
    assertExpires(StaffKeys.invite(invite), Duration.ofHours(24));
  }

  @Test
  void invitation_whileAnotherIsGood_isRefused() {
    StaffToken first = StaffToken.random(ANN);
    run(member(ANN, StaffRole.MODERATOR), "id", first);
    now = NOW.plus(InviteStaffScript.LIFETIME).minusMillis(1);
    assertEquals(
        Outcome.EXISTS, run(member(ANN, StaffRole.ADMIN), "other", StaffToken.random(ANN)));
    assertEquals("moderator:invited", inRoster(ANN));
    assertEquals(first.hash(), field(ANN, "invite"));
    assertEquals(Outcome.INVITED, run(member(ANN, StaffRole.MODERATOR), "id", first), "sent again");
  }

  @Test
  void invitation_afterAnotherHasExpired_replacesIt() {
    run(member(ANN, StaffRole.ADMIN, Permission.MINORS), "id", StaffToken.random(ANN));
    now = NOW.plus(InviteStaffScript.LIFETIME);
    StaffToken second = StaffToken.random(ANN);
    assertEquals(Outcome.INVITED, run(member(ANN, StaffRole.MODERATOR), "other", second));
    assertEquals("moderator:invited", inRoster(ANN));
    assertEquals("", field(ANN, "permissions"));
    assertEquals(second.hash(), field(ANN, "invite"));
  }

  @Test
  void invitation_toANameThatIsTaken_changesNothing() {
    active(ANN, StaffRole.ADMIN, "id");
    var before = account(ANN);
    StaffToken invite = StaffToken.random(ANN);
    assertEquals(Outcome.EXISTS, run(member(ANN, StaffRole.MODERATOR), "other", invite));
    assertEquals(before, account(ANN));
    assertEquals("admin:active", inRoster(ANN));
    assertEquals(false, redis.exists(StaffKeys.invite(invite)));
  }

  @Test
  void invitation_beyondTheMost_isRefused() {
    for (int i = 0; i < InviteStaffScript.MOST; i++) {
      redis.ask(Command.HSET, StaffKeys.ROSTER, "m" + i, "moderator:active");
    }
    assertEquals(Outcome.FULL, run(member(ANN, StaffRole.MODERATOR), "id", StaffToken.random(ANN)));
    assertEquals("", inRoster(ANN));
  }

  private Outcome run(StaffMember member, String id, StaffToken invite) {
    return get(script.run(member, id, invite, "root", now));
  }
}
