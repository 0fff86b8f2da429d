package chat.passerby.moderation.quality;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.Decisions;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfferLookScriptTest extends LookFixture {
  private final OfferLookScript script;

  OfferLookScriptTest(@TempDir Path data) {
    super(data);
    script = new OfferLookScript(redis.runner());
    sampling = Decisions.Sampling.NONE;
  }

  @Test
  void decidedCase_isOfferedOnce_andForAsLongAsItIsKept() {
    CaseId id = decided("ben", "mia", ban("ben"));
    assertTrue(offer(id, "look1", 10));
    assertFalse(offer(id, "look2", 10));
    assertEquals(1, waiting());
    long its = redis.number(Command.PTTL, ReportKeys.of(id));
    long look = redis.number(Command.PTTL, ReportKeys.LOOK + "look1");
    assertTrue(look > 0 && look <= its, () -> look + " of " + its);
  }

  @Test
  void caseThatIsNotDecided_isNotOffered() {
    assertFalse(offer(caseOf(file("anna", "ben", Reason.SPAM)), "look1", 10));
    assertFalse(offer(new CaseId("nothing"), "look1", 10));
    assertEquals(0, waiting());
  }

  @Test
  void looks_thatAreTooMany_dropTheOldest() {
    for (int i = 0; i < 3; i++) {
      assertTrue(offer(decided("ben" + i, "mia", dismissal()), "look" + i, 2));
    }
    assertEquals(2, waiting());
    assertEquals(0, redis.number(Command.EXISTS, ReportKeys.LOOK + "look0"));
  }

  private boolean offer(CaseId about, String look, int most) {
    return get(script.run(about, new CaseId(look), "mia", "spam", most));
  }
}
