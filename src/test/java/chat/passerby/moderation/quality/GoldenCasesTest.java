package chat.passerby.moderation.quality;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.time.MovableClock;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenCasesTest extends LookFixture {
  private final MovableClock clock = new MovableClock();
  private final GoldenCases golden;

  GoldenCasesTest(@TempDir Path data) {
    super(data);
    golden = new GoldenCases(redis.link(), clock);
  }

  @Test
  void goldenCase_isKeptWithItsAnswer_untilItIsDropped() {
    assertEquals(List.of(), get(golden.all()));
    CaseId about = decided("ben", "mia", ban("ben"));
    CaseId other = decided("cleo", "mia", ban("cleo"));
    get(golden.keep(about, "ada", "spam", NOW));
    clock.advance(Duration.ofSeconds(1));
    get(golden.keep(other, "ada", "nudity", NOW.minus(Duration.ofDays(3))));
    assertEquals(
        List.of(new GoldenCases.Golden(about, "spam"), new GoldenCases.Golden(other, "nudity")),
        get(golden.all()),
        "by when they were kept");
    redis.ask(Command.DEL, ReportKeys.GOLDEN_CASE + about.value());
    assertEquals(List.of(new GoldenCases.Golden(other, "nudity")), get(golden.all()));
    assertTrue(get(golden.drop(other)));
    assertFalse(get(golden.drop(other)));
    assertEquals(List.of(), get(golden.all()));
  }

  @Test
  void goldenCase_decidedLongAgo_takesThePlaceOfTheOneThatWasKeptFirst() {
    for (int i = 0; i < GoldenCases.MOST; i++) {
      redis.ask(
          Command.ZADD,
          ReportKeys.GOLDEN,
          NOW.minus(Duration.ofHours(2)).plusMillis(i).toEpochMilli(),
          "c" + i);
    }
    CaseId about = decided("ben", "mia", ban("ben"));
    clock.advance(Duration.ofDays(1));
    assertTrue(get(golden.keep(about, "ada", "spam", NOW.minus(Duration.ofDays(20)))));
    assertEquals(List.of(new GoldenCases.Golden(about, "spam")), get(golden.all()));
    assertEquals(GoldenCases.MOST, redis.number(Command.ZCARD, ReportKeys.GOLDEN));
  }
}
