package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.Circumstances;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.Reports;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.redis.Eventually;
import chat.passerby.session.AddressTag;
import chat.passerby.session.AddressTags;
import chat.passerby.settings.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Reports with real sockets, from two nodes, and what Redis holds of them. */
class ReportTest extends ReportFixture {
  ReportTest() {
    super(Map.of("PASSERBY_REPORTS_PER_HOUR", "3"));
  }

  @Test
  void report_inAChat_isKeptWithWhatBothSaid() {
    say(one, other, "1", "hello");
    say(other, one, "1", "something \\\"bad\\\" \\ud83d\\ude00");
    one.text(
        "{\"type\":\"report\",\"room\":\""
            + one.room()
            + "\",\"reason\":\"harassment\",\"note\":\"insults me\","
            + "\"snapshot\":\"data:image/jpeg;base64,AAAA\"}");
    String id = receipt(one);
    Report report = Reports.read(redis, id);
    assertEquals(one.room(), report.room().value());
    assertEquals(Reason.HARASSMENT, report.reason());
    assertEquals(Optional.of("insults me"), report.note());
    assertEquals(Optional.of("data:image/jpeg;base64,AAAA"), report.snapshot());
    assertEquals(
        List.of("false hello", "true something \"bad\" 😀"),
        report.transcript().stream().map(said -> said.byPartner() + " " + said.text()).toList());
    assertTrue(Reports.isSealed(redis, id));
    assertEquals(List.of(id), Reports.open(redis));
    assertEquals(List.of(), other.typesSoFar());
    say(one, other, "2", "the chat goes on");
  }

  /** So a decision can name the address, and reporters who came in one burst count as one. */
  @Test
  void report_knowsWhereItsSubjectIsAndWhenItsReporterCame() {
    AddressTag here =
        new AddressTags(Secret.of(LocalNode.ADDRESS_SECRET)).of(InetAddress.getLoopbackAddress());
    report(one, one.room());
    Circumstances known = Reports.facts(redis, receipt(one)).circumstances();
    assertEquals(Optional.of(here), known.subject());
    assertEquals(Optional.of(here), known.address());
    assertTrue(known.begun().isPresent());
    assertEquals(OptionalLong.empty(), known.met(), "no partner is remembered");
  }

  @Test
  void report_fromEither_isAboutTheOther() {
    report(one, one.room());
    Report ofOne = Reports.read(redis, receipt(one));
    report(other, one.room());
    Report ofOther = Reports.read(redis, receipt(other));
    assertEquals(ofOne.from(), ofOther.about());
    assertEquals(ofOne.about(), ofOther.from());
    assertNotEquals(ofOne.from(), ofOne.about());
  }

  @Test
  void report_afterTheChat_isTakenForTenMinutes() {
    String room = one.room();
    say(other, one, "1", "bye");
    other.send("leave", "room", room);
    one.await("left");
    clock.advance(Duration.ofMinutes(10));
    report(one, room);
    Report report = Reports.read(redis, receipt(one));
    assertEquals(List.of("bye"), report.transcript().stream().map(said -> said.text()).toList());
    clock.advance(Duration.ofMillis(1));
    report(other, room);
    JsonNode error = other.awaitError("stale-room");
    assertEquals("report", error.path("ref").asText());
    assertEquals(1, Reports.open(redis).size());
  }

  @Test
  void report_saidAgain_isTheSame() {
    report(one, one.room());
    String id = receipt(one);
    report(one, one.room());
    assertEquals(id, receipt(one));
    one.send("leave", "room", one.room());
    one.await("idle");
    report(one, one.room());
    assertEquals(id, receipt(one));
    assertEquals(List.of(id), Reports.open(redis));
  }

  @Test
  void report_ofARoomNeverSeen_isStale() {
    report(one, "never-seen");
    assertEquals("report", one.awaitError("stale-room").path("ref").asText());
    assertEquals(List.of(), Reports.open(redis));
  }

  @Test
  void report_ofALaterChat_knowsNothingOfTheEarlier() {
    String first = one.room();
    say(one, other, "1", "in the first chat");
    one.send("next", "room", first);
    other.await("left");
    other.send("next", "room", first);
    assertEquals(one.awaitMatch(), other.awaitMatch());
    say(one, other, "1", "in the second chat");
    report(other, other.room());
    Report report = Reports.read(redis, receipt(other));
    assertEquals(1, report.transcript().size());
    assertEquals("in the second chat", report.transcript().get(0).text());
  }

  @Test
  void reports_overTheLimitOfADevice_areRefusedWithATime() {
    for (int i = 0; i < 3; i++) {
      report(one, one.room());
      receipt(one);
      rematch();
    }
    report(one, one.room());
    JsonNode error = one.awaitError("rate-limited");
    assertEquals("report", error.path("ref").asText());
    assertTrue(error.path("retryAfter").asLong() > 0, error::toString);
    report(other, one.room());
    receipt(other);
    assertEquals(4, Reports.open(redis).size());
  }

  @Test
  void report_whileRedisIsGone_isSentAgainAndNotLost() {
    redis.process().kill();
    report(one, one.room());
    JsonNode error = one.awaitError("unavailable");
    assertEquals("report", error.path("ref").asText());
    assertTrue(error.path("retryAfter").asLong() > 0, error::toString);
    redis.process().restart();
    String id = "";
    while (id.isEmpty()) {
      report(one, one.room());
      JsonNode answer = one.next();
      while (!answer.has("ref") && !answer.has("report")) {
        answer = one.next();
      }
      id = answer.path("report").asText();
    }
    Eventually.await("the test's own link", () -> redis.link().isUp());
    assertEquals(List.of(id), Reports.open(redis));
  }

  @Test
  void text_ofAnyone_isInNoKey() {
    say(one, other, "1", "unmistakable");
    report(one, one.room());
    receipt(one);
    assertTrue(redis.keys().stream().noneMatch(key -> key.contains("unmistakable")));
  }

  private static void report(Visitor from, String room) {
    from.send("report", "room", room, "reason", "spam");
  }
}
