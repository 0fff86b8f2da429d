package chat.passerby.moderation.cases;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.ListedCase.CaseState;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCasesScriptTest extends CaseFixture {
  ListCasesScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void violence_reportedOnce_comesBeforeFiftyReportsOfSpam() {
    for (int i = 0; i < 50; i++) {
      file("device" + i, "ben", Reason.SPAM, NOW.minus(Duration.ofDays(3)));
    }
    CaseId violence = caseOf(file("anna", "carl", Reason.VIOLENCE));
    List<ListedCase> open = get(cases.open(Optional.empty(), 10));
    assertEquals(2, open.size());
    assertEquals(violence, open.get(0).id());
    assertEquals(Map.of(Reason.SPAM, 50), open.get(1).summary().reasons());
    assertEquals(50, open.get(1).summary().reporters());
  }

  @Test
  void colluders_atOneAddress_areOneReporterAndComeLater() {
    for (int i = 0; i < 20; i++) {
      file("device" + i, "ben", Reason.VIOLENCE, NOW.minusSeconds(60), "one address");
    }
    CaseId credible = caseOf(file("anna", "carl", Reason.VIOLENCE));
    List<ListedCase> open = get(cases.open(Optional.empty(), 10));
    assertEquals(credible, open.get(0).id());
    assertEquals(1, open.get(1).summary().independent());
    assertEquals(20, open.get(1).summary().reporters());
  }

  @Test
  void pages_showEachCaseOnceAlsoWhenScoresAreEqual() {
    for (int i = 0; i < 25; i++) {
      file("anna", "subject" + i, Reason.SPAM);
    }
    while (get(cases.rankSome()) > 0) {
      // Until all are in their places.
    }
    Set<CaseId> seen = new HashSet<>();
    List<ListedCase> all = new ArrayList<>();
    Optional<ListedCase.Place> after = Optional.empty();
    List<ListedCase> page = get(cases.open(after, 7));
    while (!page.isEmpty()) {
      page.forEach(each -> assertTrue(seen.add(each.id()), "twice"));
      all.addAll(page);
      after = Optional.of(page.getLast().place());
      page = get(cases.open(after, 7));
    }
    assertEquals(25, all.size());
  }

  @Test
  void case_thatIsGone_isLeftOut() {
    CaseId gone = caseOf(file("anna", "ben", Reason.SPAM));
    CaseId here = caseOf(file("anna", "carl", Reason.SPAM));
    open();
    redis.ask(Command.DEL, ReportKeys.of(gone));
    assertEquals(List.of(here), open());
  }

  @Test
  void decidedCases_areTheNewestFirstWithWhatWasDecided() {
    CaseId one = caseOf(file("anna", "ben", Reason.SPAM));
    CaseId other = caseOf(file("anna", "carl", Reason.SPAM));
    Decisions decisions = decisions(Duration.ZERO);
    get(decisions.make(one, "mia", dismissal()));
    get(decisions.make(other, "mia", ban("carl")));
    redis.ask(Command.ZADD, ReportKeys.DECIDED, 1, one.value());
    List<ListedCase> decided = get(cases.decided(Optional.empty(), 10));
    assertEquals(List.of(other, one), decided.stream().map(ListedCase::id).toList());
    assertEquals(Outcome.ACTIONED, decided.get(0).verdict().orElseThrow().outcome());
    assertEquals("mia", decided.get(0).verdict().orElseThrow().by());
    assertEquals(CaseState.DECIDED, decided.get(0).state());
    assertEquals(List.of(), open());
  }
}
