package chat.passerby.moderation.http;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decided cases that come back to somebody else, who does not see that. */
class QualityEndpointsTest {
  private static final ApiDocument API = new ApiDocument("moderation.yaml", VersionFlag.V202012);
  private static final String BAN =
      "{\"outcome\":\"actioned\",\"reason\":\"spam\","
          + "\"sanction\":{\"kind\":\"ban\",\"minutes\":60,\"subjects\":[\"device\"]}}";
  private static final String DISMISSAL = "{\"outcome\":\"dismissed\"}";
  private static final Instant NOW = new SystemClock().instant();
  private static RealRedis redis;
  private static StaffNode node;
  private static String ada;
  private static String mia;
  private static String tom;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    node =
        StaffNode.start(
            redis.endpoint(), Map.of("PASSERBY_SECOND_LOOKS", "100", "PASSERBY_UNDO", "PT1S"));
    ada = node.token("ada", StaffRole.ADMIN);
    mia = node.token("mia", StaffRole.MODERATOR);
    tom = node.token("tom", StaffRole.MODERATOR);
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void decidedCase_comesBackToSomebodyElse_asIfNobodyHadDecided() {
    file();
    JsonNode first = shown(node.send("POST", "/cases/next", "", mia));
    String id = first.path("case").asText();
    assertEquals(200, node.send("POST", "/cases/" + id + "/decision", BAN, mia).statusCode());
    await(
        "it is in effect",
        () -> "decided".equals(node.get("/cases/" + id, mia).path("state").asText()));
    assertEquals(204, node.send("POST", "/cases/next", "", mia).statusCode(), "her own");

    JsonNode again = shown(node.send("POST", "/cases/next", "", tom));
    String look = again.path("case").asText();
    assertNotEquals(id, look);
    assertEquals("open", again.path("state").asText());
    assertEquals(0, again.path("history").size(), "no sign of the ban");
    JsonNode report = first.path("reports").get(0);
    assertEquals(report.path("note"), again.path("reports").get(0).path("note"));
    assertEquals(0, report.path("reporter").path("decided").asInt());
    assertEquals(report.path("reporter"), again.path("reports").get(0).path("reporter"));
    assertEquals(again, shown(node.send("POST", "/cases/" + look + "/claim", "", tom)));
    JsonNode list = node.get("/cases", tom);
    assertEquals(look, list.path("items").get(0).path("case").asText());
    assertEquals("tom", list.path("items").get(0).path("claimedBy").asText());
    assertEquals(1, list.path("count").asInt());
    assertEquals(0, node.get("/cases", mia).path("items").size());
    assertEquals(404, node.send("GET", "/cases/" + look, "", mia).statusCode());
    String picture =
        "/cases/" + look + "/snapshots/" + again.path("reports").get(0).path("report").asText();
    assertEquals(200, node.send("GET", picture, "", tom).statusCode());

    HttpResponse<String> made = node.send("POST", "/cases/" + look + "/decision", DISMISSAL, tom);
    assertEquals(200, made.statusCode(), made::body);
    JsonNode decision = SessionClient.json(made);
    assertEquals(Set.of(), API.faults("/components/schemas/Decision", decision));
    String undo = "/decisions/" + decision.path("decision").asText();
    assertEquals(204, node.send("DELETE", undo, "", tom).statusCode());
    assertEquals(
        look, shown(node.send("POST", "/cases/" + look + "/claim", "", tom)).path("case").asText());
    file();
    String other = node.get("/cases", mia).path("items").get(0).path("case").asText();
    JsonNode open = shown(node.send("GET", "/cases/" + other, "", mia));
    assertEquals(List.of(1, 1), List.of(open.path("history").size(), open.path("before").size()));
    JsonNode blind = shown(node.send("GET", "/cases/" + other, "", tom));
    assertEquals(List.of(0, 0), List.of(blind.path("history").size(), blind.path("before").size()));
    assertEquals(again, shown(node.send("GET", "/cases/" + look, "", tom)), "no later case either");
    assertEquals(
        200, node.send("POST", "/cases/" + look + "/decision", DISMISSAL, tom).statusCode());
    assertEquals("decided", node.get("/cases/" + id, mia).path("state").asText());
    assertEquals(1, node.get("/sanctions", ada).path("items").size());

    JsonNode quality = node.get("/quality", tom);
    assertEquals(Set.of(), API.faults("/components/schemas/Quality", quality), quality::toString);
    assertEquals(1, quality.path("decisions").asInt());
    assertEquals(1, quality.path("withPictures").asInt());
    assertEquals(1.0, quality.path("unopenedShare").asDouble(), "tom's look is not counted");
    assertTrue(quality.path("medianTime").isNumber());
    assertEquals(3, quality.path("rules").size());
    assertEquals(403, node.send("GET", "/quality/differences", "", tom).statusCode());
    JsonNode differences = node.get("/quality/differences", ada);
    assertEquals(Set.of(), API.faults("/components/schemas/Differences", differences));

    String golden = "{\"case\":\"%s\",\"verdict\":\"nudity\"}".formatted(id);
    assertEquals(204, node.send("POST", "/quality/golden", golden, ada).statusCode());
    JsonNode kept = node.get("/quality/golden", ada);
    assertEquals(Set.of(), API.faults("/components/schemas/GoldenCases", kept));
    assertEquals("nudity", kept.path("items").get(0).path("verdict").asText());
    assertEquals(
        422, node.send("POST", "/quality/golden", golden.replace("nudity", "x"), ada).statusCode());
    assertEquals(204, node.send("DELETE", "/quality/golden/" + id, "", ada).statusCode());
    assertEquals(404, node.send("DELETE", "/quality/golden/" + id, "", ada).statusCode());
  }

  private static void file() {
    AddressTag here = new AddressTag("key.here");
    ReportDesk desk =
        new ReportDesk(
            redis.runner(),
            new ModerationSettings(0, 0, 0, 0, 0, 100),
            new ReportMeters(new Meters(new SimpleMeterRegistry()), new SystemClock()));
    Report report =
        new Report(
            RoomId.random(),
            NOW,
            new Party(new SessionId("anna-session"), new DeviceId("anna")),
            new Party(new SessionId("ben-session"), new DeviceId("ben")),
            Reason.SPAM,
            Optional.of("a note"),
            Optional.of("data:image/jpeg;base64,/9j/"),
            List.of(new Utterance(NOW, true, "something bad")));
    get(desk.file(report, here, Circumstances.at(here)));
  }

  private static JsonNode shown(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer::body);
    JsonNode its = SessionClient.json(answer);
    assertEquals(Set.of(), API.faults("/components/schemas/Case", its), its::toString);
    return its;
  }
}
