package chat.passerby.moderation.records;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.CaseFixture;
import chat.passerby.moderation.cases.Decisions;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.time.SystemClock;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts count, and that it is counted once. */
class MonthlyCountsTest extends CaseFixture {
  private final MonthlyCounts counts;
  private final Appeals appeals;

  MonthlyCountsTest(@TempDir Path data) {
    super(data);
    counts = new MonthlyCounts(redis.link(), redis.link(), new SystemClock());
    appeals = new Appeals(redis.link(), redis.runner(), new AppealTokens(SECRET), false, FAULTS);
  }

  @Test
  void decisions_areCountedByWhatWasDecided_once() {
    Decisions atOnce = decisions(Duration.ZERO);
    CaseId actioned = caseOf(file("anna", "ben", Reason.NUDITY));
    get(atOnce.make(actioned, "mia", ban("ben")));
    get(atOnce.make(actioned, "mia", ban("ben")));
    get(atOnce.make(caseOf(file("anna", "cleo", Reason.SPAM)), "mia", dismissal()));
    MonthOfCounts month = month();
    assertEquals(Map.of("actioned:spam", 1L, "dismissed:none", 1L), month.part("decision"));
    assertEquals(Map.of("ban:spam:person", 1L), month.part("sanction"));
    assertEquals(Map.of("nudity:person", 1L, "spam:person", 1L), month.part("report"));
    assertEquals(2, month.sum("decision-wait"));
    assertTrue(month.quantile("decision-wait", 0.5).isPresent());
  }

  @Test
  void sanction_thatNeedsASecond_countsWhenItIsInEffect() {
    Order order = order("system", SanctionKind.BAN, Duration.ofDays(100));
    get(sanctions.impose(order));
    assertEquals(List.of(), get(counts.last(1)));
    get(sanctions.confirm(order.id(), "tom"));
    get(sanctions.confirm(order.id(), "tom"));
    assertEquals(Map.of("ban:spam:machine", 1L), month().part("sanction"));
  }

  @Test
  void appeal_isCountedWhenFiledAndWhenDecided_once() {
    Order order = order("mia", SanctionKind.COOLDOWN, Duration.ofHours(1));
    get(sanctions.impose(order));
    get(appeals.file(order.id(), "It was not me."));
    get(appeals.file(order.id(), "It was not me."));
    get(appeals.decide(order.id(), true, "You were right.", "tom"));
    get(appeals.decide(order.id(), true, "You were right.", "tom"));
    assertEquals(Map.of("filed", 1L, "overturned", 1L), month().part("appeal"));
    assertEquals(1, month().sum("appeal-wait"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2000-02-29T23:59:59.999Z",
        "2023-12-31T23:59:59.999Z",
        "2024-01-01T00:00:00Z",
        "2024-02-29T12:00:00Z",
        "2024-03-01T00:00:00Z",
        "2025-02-28T23:59:59Z",
        "2026-11-28T21:00:00Z",
        "2100-02-28T23:59:59Z",
        "2100-03-01T00:00:00Z"
      })
  void month_ofATime_isThatOfTheCalendar(String at) {
    file("anna", "ben", Reason.SPAM, Instant.parse(at));
    String key = ReportKeys.MONTH + at.substring(0, 7);
    assertEquals(1, redis.number(Command.HGET, key, "report:spam:person"));
    long left = redis.number(Command.PTTL, key);
    assertTrue(left > Duration.ofDays(774).toMillis() && left <= Duration.ofDays(775).toMillis());
  }

  @Test
  void quantile_ofSpans_isRightToAFifth() {
    for (int seconds : new int[] {1, 7, 90, 3_600, 86_400, 30 * 86_400}) {
      double span = Math.ceil(2 * Math.log(Math.max(seconds, 1)) / Math.log(2));
      MonthOfCounts month =
          new MonthOfCounts(YearMonth.of(2026, 11), Map.of("decision-wait:" + (long) span, 3L));
      double told = month.quantile("decision-wait", 0.5).orElseThrow().toMillis() / 1_000.0;
      assertEquals(seconds, told, seconds * 0.2);
    }
    assertEquals(Optional.empty(), MonthOfCounts.quantile(Map.of(), 0.5));
    assertEquals(
        Optional.of(Duration.ofSeconds(1)), MonthOfCounts.quantile(Map.of("0", 9L, "20", 1L), 0.9));
  }

  private MonthOfCounts month() {
    return get(counts.last(MonthlyCounts.MOST)).getFirst();
  }

  private static Order order(String actor, SanctionKind kind, Duration span) {
    return new Order(
        SanctionId.random(),
        kind,
        List.of(Subject.of(new DeviceId("ben"))),
        Reason.SPAM,
        Optional.of(span),
        actor,
        "",
        Optional.empty());
  }
}
