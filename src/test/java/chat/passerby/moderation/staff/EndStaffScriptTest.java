package chat.passerby.moderation.staff;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.moderation.staff.EndStaffScript.Outcome;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndStaffScriptTest extends StaffFixture {
  private final EndStaffScript script;

  EndStaffScriptTest(@TempDir Path data) {
    super(data);
    script = new EndStaffScript(redis.runner());
  }

  @Test
  void account_thatEnds_leavesNothing() {
    active(ANN, StaffRole.SENIOR, "id");
    redis.ask(Command.HSET, StaffKeys.passkeys(ANN), "p1", "{}", "p1:count", 0, "p2", "{}");
    redis.ask(Command.HSET, StaffKeys.PASSKEY_OWNERS, "p1", "ann", "p2", "ann", "p3", "bob");
    assertEquals(Outcome.ENDED, run(ANN));
    assertFalse(redis.exists(StaffKeys.account(ANN)));
    assertFalse(redis.exists(StaffKeys.passkeys(ANN)));
    assertEquals(Set.of("p3"), redis.hash(StaffKeys.PASSKEY_OWNERS).keySet());
    assertEquals("", inRoster(ANN));
    assertEquals(Outcome.UNKNOWN, run(ANN));
  }

  @Test
  void admin_thatIsTheLast_stays() {
    active(ANN, StaffRole.ADMIN, "id");
    redis.ask(Command.HSET, StaffKeys.ROSTER, "bob", "admin:invited");
    assertEquals(Outcome.LAST_ADMIN, run(ANN));
    assertEquals("admin:active", inRoster(ANN));
    active(BOB, StaffRole.ADMIN, "other");
    assertEquals(Outcome.ENDED, run(ANN));
    assertEquals(Outcome.LAST_ADMIN, run(BOB));
  }

  private Outcome run(StaffName name) {
    return get(script.run(name));
  }
}
