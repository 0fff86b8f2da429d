package chat.passerby.moderation.http;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.Circumstances;
import chat.passerby.moderation.ModerationSettings;
import chat.passerby.moderation.Party;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.ReportMeters;
import chat.passerby.moderation.Utterance;
import chat.passerby.moderation.staff.Permission;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.ApiDocument;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RealRedis;
import chat.passerby.session.AddressTag;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases and decisions over HTTP, held to the document that describes them. */
class CaseEndpointsTest {
  private static final ApiDocument API = new ApiDocument("moderation.yaml", VersionFlag.V202012);
  private static final AddressTag HERE = new AddressTag("key.here");
  private static final Instant NOW = new SystemClock().instant();
  private static final String BAN =
      "{\"outcome\":\"actioned\",\"reason\":\"spam\","
          + "\"sanction\":{\"kind\":\"ban\",\"minutes\":60,\"subjects\":[\"device\"]}}";
  private static RealRedis redis;
  private static StaffNode node;
  private static ReportDesk desk;
  private static String mia;
  private static String tom;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    node = StaffNode.start(redis.endpoint());
    mia = node.token("mia", StaffRole.MODERATOR);
    tom = node.token("tom", StaffRole.MODERATOR);
    desk =
        new ReportDesk(
            redis.runner(),
            new ModerationSettings(0, 0, 0, 0, 0, 100),
            new ReportMeters(new Meters(new SimpleMeterRegistry()), new SystemClock()));
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @BeforeEach
  void forgetReports() {
    redis.keys().stream()
        .filter(key -> key.contains("{reports}") || key.contains("{sanctions}"))
        .forEach(key -> redis.ask(Command.DEL, key));
  }

  @Test
  void case_next_isClaimedAndHasItsEvidence() {
    assertEquals(204, node.send("POST", "/cases/next", "", mia).statusCode());
    file("anna", "ben", Reason.SPAM);
    file("anna", "carl", Reason.VIOLENCE);
    JsonNode violence = shown(node.send("POST", "/cases/next", "", mia));
    assertEquals("carl-session", violence.path("session").asText());
    JsonNode report = violence.path("reports").get(0);
    assertEquals("a note", report.path("note").asText());
    assertEquals("reported", report.path("transcript").get(0).path("by").asText());
    assertTrue(report.path("hasSnapshot").asBoolean());
    JsonNode list = listed("open");
    assertEquals(2, list.path("items").size());
    assertEquals("mia", list.path("items").get(0).path("claimedBy").asText());
    assertTrue(list.path("items").get(1).path("claimedBy").isNull());
    HttpResponse<String> refused =
        node.send("POST", "/cases/" + violence.path("case").asText() + "/claim", "", tom);
    assertEquals(409, refused.statusCode());
    assertEquals("claimed", SessionClient.json(refused).path("code").asText());
    assertEquals("mia", SessionClient.json(refused).path("by").asText());
  }

  @Test
  void pages_ofCases_areAllOfThem() {
    for (int i = 0; i < 5; i++) {
      file("anna", "subject" + i, Reason.SPAM);
    }
    String after = "";
    int seen = 0;
    do {
      JsonNode page = node.get("/cases?limit=2" + after, mia);
      seen += page.path("items").size();
      after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
    } while (!after.isEmpty());
    assertEquals(5, seen);
    assertEquals(422, node.send("GET", "/cases?after=x", "", mia).statusCode());
    assertEquals(422, node.send("GET", "/cases?state=lost", "", mia).statusCode());
  }

  @Test
  void decision_isMadeOnceAndCanBeTakenBack() {
    String its = file("anna", "ben", Reason.SPAM);
    HttpResponse<String> made = decide(its, BAN, mia);
    assertEquals(200, made.statusCode(), made::body);
    assertFits("Decision", SessionClient.json(made));
    assertEquals(10_000, SessionClient.json(made).path("undo").asInt());
    assertEquals(made.body(), decide(its, BAN, mia).body(), "its answer was lost");
    HttpResponse<String> other = decide(its, "{\"outcome\":\"dismissed\"}", tom);
    assertEquals(409, other.statusCode());
    assertEquals("mia", SessionClient.json(other).path("by").asText());
    assertEquals("pending", listed("decided").path("items").get(0).path("state").asText());
    String decision = "/decisions/" + SessionClient.json(made).path("decision").asText();
    assertEquals(403, node.send("DELETE", decision, "", tom).statusCode());
    assertEquals(204, node.send("DELETE", decision, "", mia).statusCode());
    assertEquals(1, listed("open").path("items").size());
    assertEquals(404, node.send("DELETE", "/decisions/none", "", mia).statusCode());
  }

  @Test
  void login_revokedInMidShift_decidesNothing_andTheNextOneGoesOn() {
    StaffNode.Account eve = node.enrol("eve", StaffRole.MODERATOR);
    String before = node.token(eve, 0);
    String its = file("anna", "ben", Reason.SPAM);
    assertEquals(its, shown(node.send("POST", "/cases/next", "", before)).path("case").asText());
    assertEquals(204, node.send("POST", "/logout", "", before).statusCode());
    assertEquals(401, decide(its, BAN, before).statusCode());
    assertEquals("eve", listed("open").path("items").get(0).path("claimedBy").asText());
    assertEquals(409, decide(its, BAN, tom).statusCode(), "it is still hers");
    String after = node.token(eve, 1);
    HttpResponse<String> made = decide(its, BAN, after);
    assertEquals(200, made.statusCode(), made::body);
    assertEquals(made.body(), decide(its, BAN, after).body());
    assertEquals(1, listed("decided").path("items").size());
  }

  @Test
  void decision_withoutTimeToUndo_isInEffectAtOnce() {
    try (StaffNode hasty = StaffNode.start(redis.endpoint(), Map.of("PASSERBY_UNDO", "PT0S"))) {
      String its = file("anna", "ben", Reason.SPAM);
      HttpResponse<String> made = hasty.send("POST", "/cases/" + its + "/decision", BAN, mia);
      assertEquals(200, made.statusCode(), made::body);
      await("it is in effect", () -> listed("decided").toString().contains("\"decided\""));
      String decision = SessionClient.json(made).path("decision").asText();
      assertTrue(redis.exists("passerby:{sanctions}:one:" + decision));
      HttpResponse<String> late = node.send("DELETE", "/decisions/" + decision, "", mia);
      assertEquals(409, late.statusCode());
      JsonNode whole = shown(node.send("GET", "/cases/" + its, "", tom));
      assertEquals("ban", whole.path("history").get(0).path("kind").asText());
    }
  }

  @Test
  void decision_thatDoesNotFit_saysWhy() {
    String its = file("anna", "ben", Reason.SPAM);
    for (String body :
        List.of(
            "{\"outcome\":\"maybe\"}",
            "{\"outcome\":\"dismissed\",\"sanction\":{}}",
            BAN.replace("60", "0"),
            BAN.replace("[\"device\"]", "[]"),
            BAN.replace("\"device\"", "\"address\""),
            BAN.replace("\"device\"", "\"network\""),
            BAN.replace("spam", "boredom"))) {
      HttpResponse<String> answer = decide(its, body, mia);
      assertEquals(422, answer.statusCode(), answer::body);
    }
    assertEquals(404, decide("nowhere", BAN, mia).statusCode());
    assertEquals(1, listed("open").path("items").size());
  }

  @Test
  void pictures_ofAMinor_needAPermissionOfTheirOwn() {
    String plain = file("anna", "ben", Reason.NUDITY);
    HttpResponse<String> seen = node.send("GET", picture(plain), "", mia);
    assertEquals(200, seen.statusCode());
    assertEquals(Optional.of("image/jpeg"), seen.headers().firstValue("Content-Type"));
    file("cleo", "ben", Reason.MINOR);
    assertEquals(403, node.send("GET", picture(plain), "", mia).statusCode());
    JsonNode whole = shown(node.send("GET", "/cases/" + plain, "", mia));
    assertTrue(whole.path("delicate").asBoolean());
    assertFalse(whole.toString().contains("image/jpeg"));
    String boss = node.token("boss", StaffRole.SENIOR);
    assertEquals(403, node.send("GET", picture(plain), "", boss).statusCode());
    String audit = node.send("GET", "/audit", "", boss).body();
    assertTrue(audit.contains("snapshot-read"));
    for (String secret : List.of("/9j/", "something bad", "a note")) {
      assertFalse(audit.contains(secret), "the export has " + secret);
    }
  }

  /** Whoever may be under age in one picture is in all others. */
  @Test
  void pictures_ofAnotherCaseAboutAMinor_needThePermissionToo() {
    String first = file("anna", "ben", Reason.NUDITY);
    assertEquals(200, decide(first, "{\"outcome\":\"dismissed\"}", mia).statusCode());
    assertEquals(200, node.send("GET", picture(first), "", mia).statusCode());
    String second = file("cleo", "ben", Reason.MINOR);
    assertFalse(first.equals(second));
    assertEquals(403, node.send("GET", picture(first), "", mia).statusCode());
    String nia = node.token(node.enrol("nia", StaffRole.MODERATOR, Permission.MINORS), 0);
    for (String its : List.of(first, second)) {
      assertEquals(200, node.send("GET", picture(its), "", nia).statusCode());
    }
  }

  @Test
  void address_thatIsNotKnown_isSaidToBeLeftOut() {
    String its = file("anna", "ben", Reason.SPAM);
    HttpResponse<String> made =
        decide(its, BAN.replace("[\"device\"]", "[\"session\",\"device\",\"address\"]"), mia);
    assertEquals(200, made.statusCode(), made::body);
    assertEquals("[\"address\"]", SessionClient.json(made).path("leftOut").toString());
  }

  private static String picture(String its) {
    JsonNode whole = SessionClient.json(node.send("GET", "/cases/" + its, "", mia));
    String report = whole.path("reports").get(0).path("report").asText();
    return "/cases/" + its + "/snapshots/" + report;
  }

  private static HttpResponse<String> decide(String its, String body, String token) {
    return node.send("POST", "/cases/" + its + "/decision", body, token);
  }

  private static JsonNode listed(String state) {
    JsonNode list = node.get("/cases?state=" + state, mia);
    assertFits("Cases", list);
    return list;
  }

  private static JsonNode shown(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer::body);
    JsonNode its = SessionClient.json(answer);
    assertFits("Case", its);
    return its;
  }

  private static void assertFits(String schema, JsonNode value) {
    assertEquals(Set.of(), API.faults("/components/schemas/" + schema, value));
  }

  /** Files a report, and returns its case. */
  private static String file(String from, String about, Reason reason) {
    Report report =
        new Report(
            RoomId.random(),
            NOW,
            new Party(new SessionId(from + "-session"), new DeviceId(from)),
            new Party(new SessionId(about + "-session"), new DeviceId(about)),
            reason,
            Optional.of("a note"),
            Optional.of("data:image/jpeg;base64,/9j/"),
            List.of(new Utterance(NOW, true, "something bad")));
    ReportDesk.Taken taken =
        assertInstanceOf(
            ReportDesk.Taken.class, get(desk.file(report, HERE, Circumstances.at(HERE))));
    String kind = reason == Reason.MINOR ? "minor:" : "report:";
    return redis
        .answer(Command.HGET, "passerby:{reports}:" + kind + taken.report().value(), "case")
        .toString();
  }
}
