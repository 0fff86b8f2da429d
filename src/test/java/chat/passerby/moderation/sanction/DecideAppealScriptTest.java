package chat.passerby.moderation.sanction;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.sanction.Sanction.State;
import chat.passerby.protocol.SanctionId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecideAppealScriptTest extends SanctionFixture {
  DecideAppealScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void appeal_overturned_endsTheSanctionInTheSameStep() {
    impose("b1", SanctionKind.BAN, HOUR);
    appeal("b1", "Why?");
    assertEquals(Change.DONE, judge("b1", true, "tom"));
    Sanction lifted = read("b1");
    assertEquals(State.LIFTED, lifted.state());
    assertEquals("tom", lifted.lifting().orElseThrow().by());
    assertEquals("2", redis.answer(Command.HGET, SanctionKeys.HEAD, "version").toString());
    Appeal decided = get(appeals.read(new SanctionId("b1"))).orElseThrow().appeal().orElseThrow();
    assertEquals(Appeal.State.OVERTURNED, decided.state());
    assertEquals(Optional.of("An answer."), decided.answer());
  }

  @Test
  void appeal_upheld_letsTheSanctionStand() {
    impose("b1", SanctionKind.BAN, HOUR);
    appeal("b1", "Why?");
    assertEquals(Change.DONE, judge("b1", false, "tom"));
    assertEquals(State.ACTIVE, read("b1").state());
    assertEquals(List.of(), get(appeals.list(true, 0, 10)));
    assertEquals(1, get(appeals.list(false, 0, 10)).size());
  }

  @Test
  void decision_onOnesOwnSanction_isRefusedUnlessOneIsAlone() {
    impose("b1", SanctionKind.BAN, YEAR);
    confirm("b1", "tom");
    appeal("b1", "Why?");
    assertEquals(Change.OWN, judge("b1", false, "mia"));
    assertEquals(Change.OWN, judge("b1", true, "tom"));
    Appeals alone = new Appeals(redis.link(), redis.runner(), TOKENS, true, FAULTS);
    assertEquals(Change.DONE, get(alone.decide(new SanctionId("b1"), true, "An answer.", "mia")));
  }

  @Test
  void decision_again_isDoneForTheSameAndOverForAnother() {
    impose("b1", SanctionKind.BAN, HOUR);
    assertEquals(Change.ABSENT, judge("b1", true, "tom"));
    appeal("b1", "Why?");
    judge("b1", false, "tom");
    assertEquals(Change.DONE, judge("b1", false, "tom"));
    assertEquals(Change.OVER, judge("b1", true, "tom"));
    assertEquals(Change.OVER, judge("b1", false, "lea"));
    assertEquals(State.ACTIVE, read("b1").state());
  }

  @Test
  void decisions_ofTwoAtOnce_areOne() {
    impose("b1", SanctionKind.BAN, HOUR);
    appeal("b1", "Why?");
    SanctionId ban = new SanctionId("b1");
    Future<Change> one = appeals.decide(ban, true, "Yes.", "tom");
    Future<Change> two = appeals.decide(ban, false, "No.", "lea");
    assertEquals(Set.of(Change.DONE, Change.OVER), Set.of(get(one), get(two)));
  }
}
