package chat.passerby.moderation.quality;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.Ruling;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DeviceId;
import chat.passerby.time.SystemClock;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettleLooksScriptTest extends LookFixture {
  SettleLooksScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void verdicts_areCompared_andThoseThatDifferAreKept_butNobodyIsSanctioned() {
    CaseId alike = decided("ben", "mia", ban("ben"));
    judge("tom", ban("ben"));
    CaseId other = decided("cleo", "mia", ban("cleo"));
    judge("tom", dismissal());
    get(looks.settle());
    get(looks.settle());
    assertEquals(1, counted("second:spam:spam"));
    assertEquals(1, counted("second:spam:dismissed"));
    List<Look> differing = get(looks.differing(10));
    assertEquals(List.of(other), differing.stream().map(Look::about).toList());
    assertEquals(Optional.of("dismissed"), differing.getFirst().judged());
    assertEquals("decided", field(alike, "state"));
    assertEquals(1, get(sanctions.of(Subject.of(new DeviceId("ben")), 10)).size());
    assertEquals(1, get(sanctions.of(Subject.of(new DeviceId("cleo")), 10)).size());
    assertEquals("uu", record("anna"));
  }

  @Test
  void golden_countsApart() {
    CaseId about = decided("ben", "mia", ban("ben"));
    get(new GoldenCases(redis.link(), new SystemClock()).keep(about, "mia", "nudity", NOW));
    Looks golden = looks(0, 100);
    Look look = get(golden.next("tom", false)).orElseThrow();
    get(golden.judge(look, "tom", ban("ben")));
    get(golden.settle());
    assertEquals(1, counted("golden:nudity:spam"));
    assertEquals(0, counted("second:nudity:spam"));
  }

  @Test
  void verdict_thatCanBeTakenBack_isNotCountedYet() {
    decided("ben", "mia", ban("ben"));
    Looks patient = new Looks(redis.link(), new QualitySettings(100, 0), MINUTE, () -> 0);
    Look look = get(patient.next("tom", true)).orElseThrow();
    get(patient.judge(look, "tom", ban("ben")));
    get(patient.settle());
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.JUDGED));
    assertEquals(0, counted("second:spam:spam"));
  }

  private void judge(String by, Ruling ruling) {
    Look look = get(looks.next(by, true)).orElseThrow();
    get(looks.judge(look, by, ruling));
  }
}
