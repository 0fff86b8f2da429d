package chat.passerby.moderation.sanction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.sanction.Sanction.State;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfirmSanctionScriptTest extends SanctionFixture {
  ConfirmSanctionScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void longBan_confirmedByAnother_isInEffect() {
    impose("b1", SanctionKind.BAN, YEAR);
    assertEquals(Change.OWN, confirm("b1", "mia"));
    assertEquals(State.PENDING, read("b1").state());
    assertEquals(Change.DONE, confirm("b1", "tom"));
    assertEquals(State.ACTIVE, read("b1").state());
    assertEquals(Optional.of("tom"), read("b1").confirmedBy());
  }

  @Test
  void confirmation_again_isForTheSameModeratorOnly() {
    impose("b1", SanctionKind.BAN, YEAR);
    confirm("b1", "tom");
    Sanction first = read("b1");
    assertEquals(Change.DONE, confirm("b1", "tom"));
    assertEquals(Change.OVER, confirm("b1", "lea"));
    assertEquals(first, read("b1"));
  }

  @Test
  void sanction_thatIsNotPending_isNotConfirmed() {
    impose("b1", SanctionKind.BAN, HOUR);
    assertEquals(Change.OVER, confirm("b1", "tom"));
    assertEquals(Change.ABSENT, confirm("b2", "tom"));
    impose("b3", SanctionKind.BAN, YEAR);
    lift("b3", "lea");
    assertEquals(Change.OVER, confirm("b3", "tom"));
  }
}
