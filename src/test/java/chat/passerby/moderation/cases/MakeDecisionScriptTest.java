package chat.passerby.moderation.cases;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.redis.Eventually;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeDecisionScriptTest extends CaseFixture {
  private final Decisions decisions;

  MakeDecisionScriptTest(@TempDir Path data) {
    super(data);
    decisions = decisions(MINUTE);
  }

  @Test
  void decision_takesTheCaseFromTheQueueAndWaits() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    next("mia");
    Made.Done made = done(get(decisions.make(id, "mia", ban("ben"))));
    assertEquals(List.of(), open());
    assertEquals("pending", field(id, "state"));
    assertEquals("", field(id, "claimed-by"));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.DECISIONS));
    assertEquals("", record("anna"), "not in effect yet");
    assertEquals(0, get(decisions.carryOut()));
    assertEquals(made.id().value(), field(id, "decision"));
  }

  /** Otherwise it would be answered and then forgotten with its case. */
  @Test
  void case_aboutToBeForgotten_isKeptForItsDecision() {
    CaseId id =
        caseOf(file("anna", "ben", Reason.SPAM, NOW.minus(Lifetimes.USUAL.minusMinutes(1))));
    List<String> keys = List.of(ReportKeys.of(id), ReportKeys.facts(id));
    keys.forEach(key -> redis.ask(Command.PEXPIRE, key, MINUTE.toMillis()));
    done(get(decisions.make(id, "mia", ban("ben"))));
    for (String key : keys) {
      assertTrue(redis.number(Command.PTTL, key) > Lifetimes.USUAL.minusHours(1).toMillis(), key);
    }
    file("anna", "cleo", Reason.SPAM, NOW.plus(Duration.ofDays(1)));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.DECIDED));
  }

  @Test
  void decision_sentAgain_isTheFirstOne() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    Made first = get(decisions.make(id, "mia", ban("ben")));
    assertEquals(first, get(decisions.make(id, "mia", ban("ben"))));
    assertEquals(new Made.Over("mia"), get(decisions.make(id, "mia", dismissal())));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.DECISIONS));
  }

  @Test
  void moderators_whoDecideAtOnce_areOneWhoDoesAndOthersWhoAreTold() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    List<Future<Made>> all =
        IntStream.range(0, 10)
            .mapToObj(
                i -> decisions.make(id, "moderator" + i, i % 2 == 0 ? ban("ben") : dismissal()))
            .toList();
    List<Made> made = all.stream().map(Eventually::get).toList();
    assertEquals(1, made.stream().filter(each -> each instanceof Made.Done).count());
    assertEquals(9, made.stream().filter(each -> each instanceof Made.Over).count());
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.DECISIONS));
  }

  @Test
  void decision_onWhatSomebodyElseWorksOn_isRefused() {
    CaseId id = caseOf(file("anna", "ben", Reason.SPAM));
    next("mia");
    assertEquals(new Made.Taken("mia"), get(decisions.make(id, "tom", dismissal())));
    assertEquals(new Made.Absent(), get(decisions.make(new CaseId("none"), "tom", dismissal())));
    assertEquals("open", field(id, "state"));
  }

  static Made.Done done(Made made) {
    return assertInstanceOf(Made.Done.class, made);
  }
}
