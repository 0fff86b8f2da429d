package chat.passerby.moderation.staff;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.staff.InviteStaffScript.Outcome;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InviteStaffScriptTest extends StaffFixture {
  private final InviteStaffScript script;

  InviteStaffScriptTest(@TempDir Path data) {
    super(data);
    script = new InviteStaffScript(redis.runner());
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
  void invitation_again_replacesTheOneBefore() {
    run(member(ANN, StaffRole.ADMIN, Permission.MINORS), "id", StaffToken.random(ANN));
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
    return get(script.run(member, id, invite, "root", NOW));
  }
}
