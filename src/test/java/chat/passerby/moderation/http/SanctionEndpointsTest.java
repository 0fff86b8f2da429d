package chat.passerby.moderation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sanctions and appeals over HTTP, as moderators make and judge them. */
class SanctionEndpointsTest {
  private static RealRedis redis;
  private static StaffNode node;
  private static Appeals appeals;
  private static String mia;
  private static String tom;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    node = StaffNode.start(redis.endpoint());
    mia = node.token("mia", StaffRole.MODERATOR);
    tom = node.token("tom", StaffRole.MODERATOR);
    appeals =
        new Appeals(
            redis.link(),
            redis.runner(),
            new AppealTokens(Secret.of("a secret of sixteen bytes")),
            false,
            new Faults(new Meters(new SimpleMeterRegistry()), new SystemClock()));
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void sanction_isMadeListedAndLifted() {
    HttpResponse<String> made =
        post(
            mia,
            "/sanctions",
            "{\"kind\":\"mute\",\"mutes\":\"media\",\"minutes\":60,\"device\":\"d1\",\"address\":\"192.0.2.7\",\"reason\":\"nudity\",\"statement\":\"Please"
                + " dress.\"}");
    assertEquals(201, made.statusCode(), made::body);
    assertEquals("active", json(made).path("state").asText());
    String id = json(made).path("sanction").asText();
    JsonNode first = json(get(mia, "/sanctions?limit=1")).at("/items/0");
    assertEquals(id, first.path("sanction").asText());
    assertEquals("mute-media", first.path("kind").asText());
    assertEquals("mia", first.path("by").asText());
    assertFalse(first.toString().contains("192.0.2.7"), first::toString);
    assertEquals(204, delete(tom, "/sanctions/" + id, "{\"why\":\"A mistake.\"}").statusCode());
    JsonNode lifted = json(get(mia, "/sanctions?limit=1")).at("/items/0");
    assertEquals("lifted", lifted.path("state").asText());
    assertEquals("A mistake.", lifted.at("/lifted/why").asText());
    assertError(409, "decided", delete(mia, "/sanctions/" + id, "{\"why\":\"Me too.\"}"));
    assertError(404, "not-found", delete(mia, "/sanctions/none", "{\"why\":\"x\"}"));
  }

  @Test
  void sanction_orderedTwice_isOne() {
    String order =
        "{\"sanction\":\"twice\",\"kind\":\"ban\",\"minutes\":5,\"session\":\"s1\",\"reason\":\"spam\"}";
    assertEquals(201, post(mia, "/sanctions", order).statusCode());
    assertEquals(201, post(mia, "/sanctions", order).statusCode());
    long times = 0;
    for (JsonNode each : json(get(mia, "/sanctions?limit=200")).path("items")) {
      times += each.path("sanction").asText().equals("twice") ? 1 : 0;
    }
    assertEquals(1, times);
  }

  @Test
  void longBan_andRangeBan_waitForASecondModerator() {
    for (String order :
        new String[] {
          "\"session\":\"s1\"",
          "\"minutes\":43201,\"session\":\"s1\"",
          "\"minutes\":5,\"network\":\"198.51.100.1\""
        }) {
      HttpResponse<String> made =
          post(mia, "/sanctions", "{\"kind\":\"ban\",\"reason\":\"spam\"," + order + "}");
      assertEquals("pending", json(made).path("state").asText(), made::body);
      String path = "/sanctions/" + json(made).path("sanction").asText() + "/confirmation";
      assertError(403, "own-decision", post(mia, path, ""));
      assertEquals(204, post(tom, path, "").statusCode());
    }
  }

  @Test
  void order_thatIsNone_isRefused() {
    for (String order :
        new String[] {
          "{\"kind\":\"ban\",\"reason\":\"spam\"}",
          "{\"kind\":\"ban\",\"session\":\"s\"}",
          "{\"reason\":\"spam\",\"session\":\"s\"}",
        }) {
      assertError(400, "bad-request", post(mia, "/sanctions", order));
    }
    for (String wrong :
        new String[] {
          "\"kind\":\"exile\"",
          "\"kind\":\"ban\",\"minutes\":0",
          "\"kind\":\"ban\",\"minutes\":99999999999",
          "\"kind\":\"ban\",\"address\":\"here\"",
          "\"kind\":\"ban\",\"device\":\"a b\"",
          "\"kind\":\"mute\",\"mutes\":\"all\"",
          "\"kind\":\"ban\",\"statement\":\"" + "x".repeat(1_001) + "\""
        }) {
      assertError(
          422,
          "bad-value",
          post(mia, "/sanctions", "{\"session\":\"s\",\"reason\":\"spam\"," + wrong + "}"));
    }
  }

  @Test
  void appeal_isDecidedBySomebodyElse() {
    post(
        mia,
        "/sanctions",
        "{\"sanction\":\"heard\",\"kind\":\"ban\",\"minutes\":5,\"session\":\"s1\",\"reason\":\"spam\"}");
    Eventually.get(appeals.file(new SanctionId("heard"), "It was not me."));
    JsonNode open = json(get(tom, "/appeals?state=open"));
    assertTrue(open.toString().contains("It was not me."), open::toString);
    assertEquals("mia", json(get(tom, "/appeals/heard")).at("/sanction/by").asText());
    String overturn = "{\"outcome\":\"overturned\",\"text\":\"You were right.\"}";
    assertError(403, "own-decision", post(mia, "/appeals/heard/decision", overturn));
    HttpResponse<String> decided = post(tom, "/appeals/heard/decision", overturn);
    assertEquals(200, decided.statusCode(), decided::body);
    assertEquals("lifted", json(get(tom, "/appeals/heard")).at("/sanction/state").asText());
    assertError(
        409,
        "decided",
        post(tom, "/appeals/heard/decision", "{\"outcome\":\"upheld\",\"text\":\"No.\"}"));
    assertError(404, "not-found", post(tom, "/appeals/none/decision", overturn));
    assertError(404, "not-found", get(tom, "/appeals/none"));
    assertError(422, "bad-value", get(tom, "/appeals?state=odd"));
    assertError(422, "bad-value", get(tom, "/appeals?after=x"));
  }

  private static HttpResponse<String> get(String token, String path) {
    return node.send("GET", path, "", token);
  }

  private static HttpResponse<String> post(String token, String path, String body) {
    return node.send("POST", path, body, token);
  }

  private static HttpResponse<String> delete(String token, String path, String body) {
    return node.send("DELETE", path, body, token);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return SessionClient.json(answer);
  }

  private static void assertError(int status, String code, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(code, json(answer).path("code").asText());
  }
}
