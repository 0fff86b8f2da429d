package chat.passerby.moderation;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.ReportId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisFixture;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReportScriptTest extends RedisFixture {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int LIMIT = 2;

  private final FileReportScript script;

  FileReportScriptTest(@TempDir Path data) {
    super(data);
    script = new FileReportScript(redis.runner());
  }

  @Test
  void report_first_isKeptOpenAndSealedUntilItExpires() {
    assertEquals(filed("a"), run("a", Reports.from("s1", "room"), Seal.NONE));
    assertEquals(Reports.from("s1", "room"), Reports.read(redis, "a"));
    assertTrue(Reports.isSealed(redis, "a"));
    assertEquals("open", Reports.field(redis, "a", "state").toString());
    assertEquals(List.of("a"), Reports.open(redis));
    assertEquals(
        List.of(
            "passerby:{reports}:count:anna",
            "passerby:{reports}:filed:room:s1",
            "passerby:{reports}:head",
            "passerby:{reports}:open",
            "passerby:{reports}:report:a"),
        redis.keys());
    assertExpires("passerby:{reports}:report:a", MONTH);
    assertExpires("passerby:{reports}:filed:room:s1", MONTH);
    assertExpires("passerby:{reports}:count:anna", HOUR);
  }

  @Test
  void report_again_isTheFirstOneWhateverItSays() {
    run("a", Reports.from("s1", "room"), Seal.NONE);
    for (int i = 0; i < 5; i++) {
      assertEquals(filed("a"), run("other" + i, Reports.from("s1", "room"), Seal.NONE));
    }
    assertEquals(List.of("a"), Reports.open(redis));
  }

  @Test
  void report_next_isSealedOverTheOneBefore() {
    run("a", Reports.from("s1", "room"), Seal.NONE);
    Seal first = new Seal(Reports.field(redis, "a", "seal").toString());
    assertEquals(
        new FileReportScript.Moved(first), run("b", Reports.from("s2", "room"), Seal.NONE));
    assertEquals(List.of("a"), Reports.open(redis));
    assertEquals(filed("b"), run("b", Reports.from("s2", "room"), first));
    assertEquals(first.hex(), Reports.field(redis, "b", "previous").toString());
    assertTrue(Reports.isSealed(redis, "b"));
    assertEquals(List.of("a", "b"), Reports.open(redis));
  }

  @Test
  void report_overTheLimit_isNotWrittenDownAndSaysForHowLong() {
    run("a", Reports.from("s1", "room"), Seal.NONE);
    run("b", Reports.from("s2", "room"), head());
    FileReportScript.TooMany answer =
        assertInstanceOf(
            FileReportScript.TooMany.class, run("c", Reports.from("s3", "room"), head()));
    assertTrue(answer.retryAfter().isPositive() && answer.retryAfter().compareTo(HOUR) <= 0);
    assertEquals(List.of("a", "b"), Reports.open(redis));
    assertEquals(filed("a"), run("d", Reports.from("s1", "room"), head()), "sent again");
    redis.ask(Command.DEL, "passerby:{reports}:count:anna");
    assertEquals(filed("c"), run("c", Reports.from("s3", "room"), head()));
  }

  @Test
  void report_expired_leavesTheQueueWithTheNextOne() {
    redis.ask(
        Command.ZADD, ReportKeys.OPEN, Reports.NOW.minus(MONTH).toEpochMilli(), "long-expired");
    redis.ask(
        Command.ZADD,
        ReportKeys.OPEN,
        Reports.NOW.minus(MONTH).plusMillis(1).toEpochMilli(),
        "about-to-expire");
    run("a", Reports.from("s1", "room"), Seal.NONE);
    assertEquals(List.of("about-to-expire", "a"), Reports.open(redis));
  }

  @Test
  void callers_atOnce_areOneChain() {
    ReportMeters meters = new ReportMeters(new Meters(new SimpleMeterRegistry()));
    ModerationSettings unlimited = new ModerationSettings(0);
    List<ReportDesk> desks =
        List.of(
            new ReportDesk(redis.runner(), unlimited, meters),
            new ReportDesk(new ScriptRunner(redis.connect()), unlimited, meters));
    List<Future<ReportDesk.Answer>> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> desks.get(i % 2).file(Reports.from("s" + i % 10, "room")))
            .toList();
    assertEquals(
        10,
        answers.stream()
            .map(Eventually::get)
            .map(answer -> answer.report().orElseThrow())
            .distinct()
            .count());
    List<String> open = Reports.open(redis);
    assertEquals(10, open.size());
    assertEquals(
        10, open.stream().map(id -> Reports.field(redis, id, "previous")).distinct().count());
    assertTrue(open.stream().allMatch(id -> Reports.isSealed(redis, id)));
  }

  private FileReportScript.Outcome run(String id, Report report, Seal previous) {
    return get(
        script.run(
            new ReportId(id), report, ReportCodec.pack(report), previous, MONTH, LIMIT, HOUR));
  }

  private Seal head() {
    return new Seal(redis.answer(Command.GET, ReportKeys.HEAD).toString());
  }

  private static FileReportScript.Outcome filed(String id) {
    return new FileReportScript.Filed(new ReportId(id));
  }

  private void assertExpires(String key, Duration lifetime) {
    long expiry = redis.number(Command.PTTL, key);
    assertTrue(expiry > 0 && expiry <= lifetime.toMillis(), () -> key + " in " + expiry + " ms");
  }
}
