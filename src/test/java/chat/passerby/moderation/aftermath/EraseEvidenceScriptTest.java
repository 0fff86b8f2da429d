package chat.passerby.moderation.aftermath;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.aftermath.EraseEvidenceScript.Erased;
import chat.passerby.moderation.cases.CaseFixture;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseEvidenceScriptTest extends CaseFixture {
  private static final Instant OLD = NOW.minus(Lifetimes.USUAL);

  private final EraseEvidenceScript script;

  EraseEvidenceScriptTest(@TempDir Path data) {
    super(data);
    script = new EraseEvidenceScript(redis.runner(), 2);
  }

  @Test
  void batch_isBoundedAndSaysHowManyAreLeft() {
    for (int i = 0; i < 3; i++) {
      file("anna", "subject" + i, Reason.SPAM, OLD);
    }
    file("anna", "ben", Reason.SPAM, NOW);
    assertEquals(new Erased(2, 2, 2), get(script.run()));
    assertEquals(new Erased(1, 1, 0), get(script.run()));
    assertEquals(new Erased(0, 0, 0), get(script.run()));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.ENDS));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.AGES));
  }

  /** Redis has let go of it already; its bytes are still counted. */
  @Test
  void report_thatIsNotThere_isTakenOutOfTheSum() {
    redis.ask(Command.DEL, ReportKeys.report(file("anna", "ben", Reason.SPAM, OLD)));
    assertEquals(new Erased(1, 1, 0), get(script.run()));
    assertEquals(0, redis.number(Command.GET, ReportKeys.TOTAL));
  }

  /** It noted reports by the time of filing. */
  @Test
  void reports_ofTheBuildBefore_areTakenOutOfTheSum() {
    redis.ask(Command.ZADD, ReportKeys.SIZES, OLD.toEpochMilli(), "old:300");
    redis.ask(Command.ZADD, ReportKeys.SIZES, NOW.toEpochMilli(), "new:50");
    redis.ask(Command.ZADD, ReportKeys.OPEN, OLD.toEpochMilli(), "old");
    redis.ask(Command.SET, ReportKeys.TOTAL, 350);
    get(script.run());
    assertEquals(50, redis.number(Command.GET, ReportKeys.TOTAL));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.SIZES));
    assertFalse(redis.exists(ReportKeys.OPEN));
  }
}
