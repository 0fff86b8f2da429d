package chat.passerby.moderation.sanction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.sanction.Sanction.State;
import chat.passerby.redis.Eventually;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiftSanctionScriptTest extends SanctionFixture {
  LiftSanctionScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void ban_lifted_saysByWhomAndWhy() {
    impose("b1", SanctionKind.BAN, HOUR);
    assertEquals(Change.DONE, lift("b1", "mia"));
    Sanction lifted = read("b1");
    assertEquals(State.LIFTED, lifted.state());
    assertEquals("mia", lifted.lifting().orElseThrow().by());
    assertEquals("A mistake.", lifted.lifting().orElseThrow().why());
    assertEquals(0, redis.number(Command.ZCARD, SanctionKeys.ACTIVE));
    assertEquals("2", redis.answer(Command.HGET, SanctionKeys.HEAD, "version").toString());
  }

  @Test
  void lifting_again_isDoneForTheSameModeratorAndOverForAnother() {
    impose("b1", SanctionKind.BAN, HOUR);
    lift("b1", "mia");
    assertEquals(Change.DONE, lift("b1", "mia"));
    assertEquals(Change.OVER, lift("b1", "tom"));
    assertEquals(Change.ABSENT, lift("b2", "tom"));
  }

  @Test
  void sanction_thatHasEnded_isNotLifted() {
    impose("b1", SanctionKind.BAN, Duration.ofMillis(1));
    Eventually.await("it has ended", () -> read("b1").state() == State.ENDED);
    assertEquals(Change.OVER, lift("b1", "mia"));
  }
}
