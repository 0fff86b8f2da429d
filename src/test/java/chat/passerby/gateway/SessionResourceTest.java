package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP before the socket: sessions, devices, and the form of every error. */
class SessionResourceTest {
  private static RedisProcess redis;
  private static LocalNode node;
  private static SessionClient client;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint());
    client = SessionClient.on(node.port());
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void session_forAnAdult_isCreated() {
    long before = System.currentTimeMillis();
    HttpResponse<String> answer = client.create("{\"adult\":true}");
    assertEquals(201, answer.statusCode());
    assertEquals(Optional.of("application/json"), answer.headers().firstValue("Content-Type"));
    assertEquals(Optional.of("no-store"), answer.headers().firstValue("Cache-Control"));
    JsonNode session = SessionClient.json(answer);
    assertEquals(Set.of("device", "expiresAt", "session", "token"), names(session));
    assertTrue(session.path("session").asText().length() <= 64);
    assertTrue(session.path("device").asText().length() <= 64);
    long lifetime = session.path("expiresAt").asLong() - before;
    assertTrue(Math.abs(lifetime - Duration.ofDays(7).toMillis()) < 60_000, () -> lifetime + "");
  }

  @Test
  void sessions_createdTwice_differ() {
    JsonNode first = SessionClient.json(client.create("{\"adult\":true}"));
    JsonNode second = SessionClient.json(client.create("{\"adult\":true}"));
    assertNotEquals(first.path("session"), second.path("session"));
    assertNotEquals(first.path("device"), second.path("device"));
  }

  @Test
  void device_sentAgain_isKept() {
    JsonNode first = SessionClient.json(client.create("{\"adult\":true}"));
    String device = first.path("device").asText();
    JsonNode second =
        SessionClient.json(client.create("{\"adult\":true,\"device\":\"" + device + "\"}"));
    assertEquals(device, second.path("device").asText());
    assertNotEquals(first.path("session"), second.path("session"));
  }

  @Test
  void device_thatIsForged_isReplaced() {
    String device = SessionClient.json(client.create("{\"adult\":true}")).path("device").asText();
    char last = device.charAt(device.length() - 2);
    String changed =
        device.substring(0, device.length() - 2) + (last == 'A' ? 'B' : 'A') + device.charAt(0);
    for (String forged : new String[] {changed, "x" + device, "my-own", "", "x".repeat(5_000)}) {
      HttpResponse<String> answer = client.create("{\"adult\":true,\"device\":\"" + forged + "\"}");
      assertEquals(201, answer.statusCode(), answer::body);
      String given = SessionClient.json(answer).path("device").asText();
      assertNotEquals(forged, given);
      assertNotEquals(device, given);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{\"adult\":true",
        "[]",
        "42",
        "null",
        "{}",
        "{\"adult\":false}",
        "{\"adult\":\"true\"}",
        "{\"adult\":1}",
        "{\"adult\":null}",
        "{\"adult\":true,\"admin\":true}",
        "{\"adult\":true,\"device\":7}",
        "{\"adult\":true,\"device\":null}",
        "{\"adult\":true,\"altcha\":{}}"
      })
  void body_thatIsNotOne_is400(String body) {
    assertError(400, "bad-request", client.create(body));
  }

  @Test
  void adult_notTrue_isNamed() {
    String message =
        SessionClient.json(client.create("{\"adult\":false}")).path("message").asText();
    assertTrue(message.contains("adult"), message);
  }

  @Test
  void body_thatIsTooLong_is413() {
    HttpResponse<String> answer =
        client.create("{\"adult\":true,\"altcha\":\"" + "x".repeat(20_000) + "\"}");
    assertError(413, "too-large", answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void method_notTaken_is405AndNamesTheOneThatIs(String method) {
    HttpResponse<String> answer = client.send(method, "/api/session", "");
    assertError(405, "method-not-allowed", answer);
    assertEquals(Optional.of("POST"), answer.headers().firstValue("Allow"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/nothing",
    "POST,/api/nothing",
    "GET,/nothing",
    "GET,/api/",
    "GET,/api/../x"
  })
  void address_ofNothing_is404(String method, String path) {
    assertError(404, "not-found", client.send(method, path, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/asyncapi.yaml", "/api/moderation.yaml", "/api/openapi.yaml"})
  void description_ofTheApi_isServed(String path) {
    HttpResponse<String> answer = client.send("GET", path, "");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("passerby") || answer.body().contains("Passerby"));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void assertError(int status, String code, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(Optional.of("application/json"), answer.headers().firstValue("Content-Type"));
    JsonNode error = SessionClient.json(answer);
    assertEquals(Set.of("code", "message"), names(error), answer::body);
    assertEquals(code, error.path("code").asText());
    assertTrue(error.path("message").asText().endsWith("."), answer::body);
  }
}
