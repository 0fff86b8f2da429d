package chat.passerby.moderation.http;

import static chat.passerby.redis.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.ApiDocument;
import chat.passerby.redis.RealRedis;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordEndpointsTest {
  private static final ApiDocument API = new ApiDocument("moderation.yaml", VersionFlag.V202012);
  private static RealRedis redis;
  private static StaffNode node;
  private static String ada;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    node =
        StaffNode.start(
            redis.endpoint(),
            Map.of("PASSERBY_UNDO", "PT7S", "PASSERBY_AUDIT_SECRET", "a secret that nobody sees"));
    ada = node.token("ada", StaffRole.ADMIN);
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void statements_areWhatTheDatabaseTakes_aPageAtATime() {
    impose("one", "ban");
    impose("two", "warning");
    impose("three", "cooldown");
    JsonNode first = node.get("/statements?limit=2", ada);
    assertEquals(Set.of(), API.faults("/components/schemas/Statements", first), first::toString);
    assertEquals(1, first.path("statements").size(), "a warning restricts nothing");
    assertEquals("three", first.path("statements").get(0).path("puid").asText());
    JsonNode second = node.get("/statements?limit=2&after=" + first.path("next").asText(), ada);
    assertEquals("one", second.path("statements").get(0).path("puid").asText());
    assertTrue(second.path("next").isNull());
    assertEquals(422, node.send("GET", "/statements?limit=101", "", ada).statusCode());
    String tom = node.token("tom", StaffRole.SENIOR);
    assertEquals(403, node.send("GET", "/statements", "", tom).statusCode());
    assertTrue(
        node.send("GET", "/audit?limit=200", "", ada).body().contains("statements-exported"));
  }

  @Test
  void settings_inForce_areNotedAtTheStart_withoutSecrets() {
    await("a note", () -> node.get("/measures", ada).path("items").size() == 1);
    JsonNode measures = node.get("/measures", ada);
    assertEquals(Set.of(), API.faults("/components/schemas/Measures", measures));
    JsonNode note = measures.path("items").get(0);
    assertTrue(note.path("until").isNull());
    assertEquals("PT7S", note.path("settings").path("PASSERBY_UNDO").asText());
    assertEquals("off", note.path("settings").path("PASSERBY_PROOF_OF_WORK").asText());
    assertTrue(!measures.toString().contains("SECRET") && !measures.toString().contains("nobody"));
  }

  private static void impose(String id, String kind) {
    String body =
        "{\"sanction\":\"%s\",\"kind\":\"%s\",\"minutes\":60,\"device\":\"ben\",\"reason\":\"spam\"}"
            .formatted(id, kind);
    assertEquals(201, node.send("POST", "/sanctions", body, ada).statusCode());
  }
}
