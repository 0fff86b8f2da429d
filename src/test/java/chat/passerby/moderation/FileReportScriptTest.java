package chat.passerby.moderation;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.ReportId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisFixture;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.AddressTag;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReportScriptTest extends RedisFixture {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int LIMIT = 2;
  private static final AddressTag HERE = new AddressTag("key.here");
  private static final AddressTag THERE = new AddressTag("key.there");

  private final FileReportScript script;

  FileReportScriptTest(@TempDir Path data) {
    super(data);
    script = script(new ModerationSettings(LIMIT, 0, 0, 0, 0, 100));
  }

  @Test
  void report_first_isKeptOpenAndSealedUntilItExpires() {
    assertEquals(filed("a"), run("a", Reports.from("s1", "room"), Seal.NONE));
    assertEquals(Reports.from("s1", "room"), Reports.read(redis, "a"));
    assertTrue(Reports.isSealed(redis, "a"));
    assertEquals("open", Reports.field(redis, "a", "state").toString());
    assertEquals(List.of("a"), Reports.open(redis));
    String its = Reports.field(redis, "a", "case").toString();
    assertEquals(
        List.of(
            "passerby:{reports}:ages",
            "passerby:{reports}:bytes-address:key.here",
            "passerby:{reports}:bytes:anna",
            "passerby:{reports}:case-reports:" + its,
            "passerby:{reports}:case:" + its,
            "passerby:{reports}:count-address:key.here",
            "passerby:{reports}:count:anna",
            "passerby:{reports}:ends",
            "passerby:{reports}:filed:room:s1",
            "passerby:{reports}:head",
            "passerby:{reports}:month",
            "passerby:{reports}:open",
            "passerby:{reports}:recent",
            "passerby:{reports}:report:a",
            "passerby:{reports}:subject:ben",
            "passerby:{reports}:total",
            "passerby:{reports}:unranked"),
        redis.keys().stream().map(key -> key.replaceAll(":month:.*", ":month")).toList());
    assertExpires("passerby:{reports}:report:a", MONTH.plus(HOUR));
    assertExpires("passerby:{reports}:filed:room:s1", MONTH);
    assertExpires("passerby:{reports}:case:" + its, MONTH.plus(HOUR));
    assertExpires("passerby:{reports}:case-reports:" + its, MONTH.plus(HOUR));
    assertExpires("passerby:{reports}:subject:ben", MONTH.plus(HOUR));
    assertExpires("passerby:{reports}:count:anna", HOUR);
    assertExpires("passerby:{reports}:count-address:key.here", HOUR);
    assertExpires("passerby:{reports}:bytes:anna", DAY);
    assertExpires("passerby:{reports}:bytes-address:key.here", DAY);
    assertEquals("whole", Reports.field(redis, "a", "extent").toString());
  }

  @Test
  void report_ofTheLastHour_isInASetThatTheNextOneTrims() {
    String recent = "passerby:{reports}:recent";
    Report report = Reports.from("s1", "room");
    long at = report.at().toEpochMilli();
    redis.ask(Command.ZADD, recent, Long.toString(at - HOUR.plusMinutes(1).toMillis()), "old");
    redis.ask(Command.ZADD, recent, Long.toString(at - HOUR.minusMinutes(1).toMillis()), "new");
    run("a", report, Seal.NONE);
    List<String> known =
        redis.ask(Command.ZRANGE, recent, "0", "-1").stream().map(Object::toString).toList();
    assertEquals(List.of("new", "a"), known);
    assertExpires(recent, HOUR);
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
  void reports_ofOneAddress_areCountedWhateverTheDevice() {
    FileReportScript two = script(new ModerationSettings(0, 2, 0, 0, 0, 100));
    file(two, "a", Reports.by("anna", "s1"), Extent.WHOLE, HERE);
    file(two, "b", Reports.by("bess", "s2"), Extent.WHOLE, HERE);
    FileReportScript.TooMany answer =
        assertInstanceOf(
            FileReportScript.TooMany.class,
            file(two, "c", Reports.by("cleo", "s3"), Extent.BARE, HERE));
    assertTrue(answer.retryAfter().isPositive() && answer.retryAfter().compareTo(HOUR) <= 0);
    assertEquals(filed("d"), file(two, "d", Reports.by("dora", "s4"), Extent.WHOLE, THERE));
  }

  @Test
  void evidence_beyondABound_isNotWrittenDownAndABareReportIs() {
    assertBound(FileReportScript.Bound.ALL, new ModerationSettings(0, 0, 3_000, 0, 0, 100));
    assertBound(FileReportScript.Bound.ADDRESS, new ModerationSettings(0, 0, 0, 3_000, 0, 100));
    assertBound(FileReportScript.Bound.DEVICE, new ModerationSettings(0, 0, 0, 0, 3_000, 100));
  }

  private void assertBound(FileReportScript.Bound bound, ModerationSettings settings) {
    redis.clear();
    FileReportScript bounded = script(settings);
    assertEquals(
        filed("a"), file(bounded, "a", Reports.by("anna", "s1"), Extent.WHOLE, HERE), "it fits");
    List<String> before = redis.keys();
    Report second = Reports.withSnapshot("anna", "s2", 2_000);
    assertEquals(new FileReportScript.Full(bound), file(bounded, "b", second, Extent.WHOLE, HERE));
    assertEquals(before, redis.keys());
    assertEquals(filed("b"), file(bounded, "b", second, Extent.BARE, HERE));
    assertTrue(Reports.isSealed(redis, "b"));
    assertEquals(Optional.empty(), Reports.read(redis, "b").snapshot());
    assertEquals("bare", Reports.field(redis, "b", "extent").toString());
  }

  @Test
  void evidence_ofOthers_isNotBoundedByThatOfADeviceOrAnAddress() {
    FileReportScript bounded = script(new ModerationSettings(0, 0, 0, 3_500, 3_500, 100));
    for (int i = 0; i < 10; i++) {
      Report report = Reports.withSnapshot("device" + i, "s" + i, 1_000);
      AddressTag address = new AddressTag("key.address" + i);
      assertEquals(filed("r" + i), file(bounded, "r" + i, report, Extent.WHOLE, address));
    }
  }

  @Test
  void bareReports_ofWhateverNumber_areBoundedToo() {
    FileReportScript bounded = script(new ModerationSettings(0, 0, 10_000, 0, 0, 100));
    int taken = 0;
    while (file(bounded, "r" + taken, Reports.by("anna", "s" + taken), Extent.BARE, HERE)
        instanceof FileReportScript.Filed) {
      taken++;
    }
    assertTrue(taken > 5 && taken <= 12, taken + " reports");
    assertTrue(redis.number(Command.GET, ReportKeys.TOTAL) <= 12_500);
  }

  @Test
  void bytes_ofExpiredReports_areFreeAgain() {
    FileReportScript bounded = script(new ModerationSettings(0, 0, 3_000, 0, 0, 100));
    file(bounded, "a", Reports.by("anna", "s1"), Extent.WHOLE, HERE);
    long one = redis.number(Command.GET, ReportKeys.TOTAL);
    Report later =
        Reports.at(Reports.withSnapshot("anna", "s2", 1_000), Reports.NOW.plus(MONTH).plus(HOUR));
    assertEquals(filed("b"), file(bounded, "b", later, Extent.WHOLE, HERE));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.ENDS));
    assertTrue(redis.number(Command.GET, ReportKeys.TOTAL) > one);
    assertTrue(redis.number(Command.GET, ReportKeys.TOTAL) <= 3_000);
  }

  /** What Redis itself needs is far less than a percent of the machine's memory. */
  @Test
  void memory_withoutAMaximum_isThatOfTheMachine() {
    FileReportScript careful = script(new ModerationSettings(0, 0, 0, 0, 0, 90));
    assertEquals(filed("a"), file(careful, "a", Reports.by("anna", "s1"), Extent.WHOLE, HERE));
  }

  @Test
  void memory_usedBeyondItsShare_leavesEvidenceOutAndLaterTheReport() {
    FileReportScript careful = script(new ModerationSettings(0, 0, 0, 0, 0, 50));
    Report report = Reports.withSnapshot("anna", "s1", 10);
    FileReportScript.Full full = new FileReportScript.Full(FileReportScript.Bound.MEMORY);
    long used = redis.usedMemory();
    redis.ask(Command.CONFIG, "SET", "maxmemory", used * 16 / 9); // 56 %
    assertEquals(full, file(careful, "a", report, Extent.WHOLE, HERE));
    assertEquals(filed("a"), file(careful, "a", report, Extent.WITHOUT_SNAPSHOT, HERE));
    report = Reports.withSnapshot("anna", "s2", 10);
    redis.ask(Command.CONFIG, "SET", "maxmemory", used * 16 / 11); // 69 %
    assertEquals(full, file(careful, "b", report, Extent.WITHOUT_SNAPSHOT, HERE));
    assertEquals(filed("b"), file(careful, "b", report, Extent.BARE, HERE));
    redis.ask(Command.CONFIG, "SET", "maxmemory", used * 5 / 4);
    assertEquals(full, file(careful, "c", Reports.by("anna", "s3"), Extent.BARE, HERE));
  }

  @Test
  void memory_thatMayNotBeAskedFor_isNoBound() {
    FileReportScript careful = script(new ModerationSettings(0, 0, 0, 0, 0, 1));
    redis.ask(Command.CONFIG, "SET", "maxmemory", redis.usedMemory() * 2);
    redis.ask(Command.ACL, "SETUSER", "default", "-info");
    assertEquals(filed("a"), file(careful, "a", Reports.by("anna", "s1"), Extent.WHOLE, HERE));
  }

  @AfterEach
  void restore() {
    redis.ask(Command.ACL, "SETUSER", "default", "+info");
    redis.ask(Command.CONFIG, "SET", "maxmemory", "0");
  }

  /** Whoever floods with pictures takes no room from what others were told. */
  @Test
  void snapshots_asManyAsThereMayBe_leaveRoomForTexts() {
    FileReportScript bounded = script(new ModerationSettings(0, 0, 100_000, 0, 0, 100));
    int taken = 0;
    while (file(
            bounded,
            "r" + taken,
            Reports.withSnapshot("anna", "s" + taken, 1_000),
            Extent.WHOLE,
            HERE)
        instanceof FileReportScript.Filed) {
      taken++;
    }
    assertTrue(taken > 5, taken + " reports");
    for (int i = 0; i < 10; i++) {
      assertEquals(
          filed("t" + i), file(bounded, "t" + i, Reports.by("bea", "t" + i), Extent.WHOLE, HERE));
    }
  }

  @Test
  void report_thatNobodyHasErased_goesWithALaterOne() {
    run("a", Reports.from("s1", "room"), Seal.NONE);
    Instant late = Reports.NOW.plus(MONTH).plus(HOUR);
    run("b", Reports.at(Reports.from("s2", "room"), late.minusMillis(1)), head());
    assertEquals(List.of("a", "b"), Reports.open(redis));
    run("c", Reports.at(Reports.by("bea", "s3"), late), head());
    assertEquals(List.of("b", "c"), Reports.open(redis));
    assertFalse(redis.exists("passerby:{reports}:report:a"));
  }

  @Test
  void callers_atOnce_areOneChain() {
    ModerationSettings unlimited = new ModerationSettings(0, 0, 0, 0, 0, 100);
    List<ReportDesk> desks = List.of(desk(unlimited), desk(unlimited));
    List<Future<ReportDesk.Answer>> answers =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    desks
                        .get(i % 2)
                        .file(Reports.from("s" + i % 10, "room"), HERE, Circumstances.at(HERE)))
            .toList();
    assertEquals(
        10,
        answers.stream()
            .map(Eventually::get)
            .map(answer -> assertInstanceOf(ReportDesk.Taken.class, answer).report())
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
            new ReportId(id),
            report,
            Extent.WHOLE,
            ReportCodec.pack(report),
            HERE,
            Circumstances.at(HERE),
            previous));
  }

  /** As {@link #run}, after whatever report was the last one. */
  private FileReportScript.Outcome file(
      FileReportScript script, String id, Report report, Extent extent, AddressTag address) {
    Buffer evidence = ReportCodec.pack(extent.of(report));
    Seal last = redis.exists(ReportKeys.HEAD) ? head() : Seal.NONE;
    return get(
        script.run(
            new ReportId(id), report, extent, evidence, address, Circumstances.at(address), last));
  }

  private FileReportScript script(ModerationSettings settings) {
    return new FileReportScript(redis.runner(), settings);
  }

  private ReportDesk desk(ModerationSettings settings) {
    ReportMeters meters =
        new ReportMeters(new Meters(new SimpleMeterRegistry()), new SystemClock());
    return new ReportDesk(new ScriptRunner(redis.connect()), settings, meters);
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
