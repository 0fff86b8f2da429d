package chat.passerby.moderation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.ApiDocument;
import chat.passerby.redis.RealRedis;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShieldEndpointsTest {
  private static final ApiDocument API = new ApiDocument("moderation.yaml", VersionFlag.V202012);
  private static RealRedis redis;
  private static StaffNode node;
  private static String mia;
  private static String tom;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    node = StaffNode.start(redis.endpoint());
    mia = node.token("mia", StaffRole.SENIOR);
    tom = node.token("tom", StaffRole.MODERATOR);
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void shield_raisedAndLowered_isSeenByAllModeratorsAndStandsInTheAudit() {
    set("{\"on\":false}");
    assertEquals("{\"on\":false}", shield().toString());
    set(
        "{\"on\":true,\"minutes\":30,\"measures\":[\"text-only\",\"proof-of-work\"],"
            + "\"why\":\"A raid.\"}");
    JsonNode raised = shield();
    assertEquals("[\"proof-of-work\",\"text-only\"]", raised.path("measures").toString());
    assertEquals("mia", raised.path("by").asText());
    assertEquals("A raid.", raised.path("why").asText());
    assertEquals(30 * 60_000, raised.path("until").asLong() - raised.path("since").asLong());
    set("{\"on\":false,\"why\":\"They are gone.\"}");
    assertEquals("{\"on\":false}", shield().toString());
    String audit = node.send("GET", "/audit?limit=3", "", mia).body();
    assertTrue(audit.contains("\"minutes\":\"30\""), audit);
    assertTrue(audit.contains("\"why\":\"They are gone.\""), audit);
    assertEquals(2, audit.split("\"shield-set\"", -1).length - 1, audit);
  }

  @Test
  void shield_setByAPlainModerator_isRefused() {
    assertEquals(403, node.send("PUT", "/shield", "{\"on\":false}", tom).statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "minutes":4,"measures":["text-only"],"why":"x"     | 422 | minutes
          "minutes":1441,"measures":["text-only"],"why":"x"  | 422 | minutes
          "measures":["text-only"],"why":"x"                 | 400 | minutes
          "minutes":30,"measures":[],"why":"x"               | 422 | measures
          "minutes":30,"measures":["walls"],"why":"x"        | 422 | measures
          "minutes":30,"measures":["text-only"]              | 400 | why
          "minutes":30,"measures":["text-only"],"why":" "    | 422 | why
          """)
  void order_thatDoesNotFit_isRefusedByTheNameOfItsField(String rest, int status, String field) {
    HttpResponse<String> answer = node.send("PUT", "/shield", "{\"on\":true," + rest + "}", mia);
    assertEquals(status, answer.statusCode(), answer::body);
    assertTrue(SessionClient.json(answer).path("message").asText().contains(field), answer::body);
  }

  private static JsonNode shield() {
    JsonNode state = node.get("/shield", tom);
    assertEquals(Set.of(), API.faults("/components/schemas/Shield", state));
    return state;
  }

  private static void set(String order) {
    HttpResponse<String> answer = node.send("PUT", "/shield", order, mia);
    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals(Set.of(), API.faults("/components/schemas/Shield", SessionClient.json(answer)));
  }
}
