package chat.passerby.moderation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.StaffNode.Account;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.ApiDocument;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enrolment, login, staff and audit over HTTP, held to the document that describes them. */
class StaffEndpointsTest {
  private static final ApiDocument API = new ApiDocument("moderation.yaml", VersionFlag.V202012);

  private RedisProcess redis;
  private StaffNode node;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = StaffNode.start(redis.endpoint());
  }

  @AfterEach
  void end() {
    node.close();
    redis.close();
  }

  @Test
  void endpoints_ofTheNode_areThoseOfTheDocument() {
    Set<String> documented = new TreeSet<>();
    for (var path : API.at("/paths").properties()) {
      for (var method : path.getValue().properties()) {
        documented.add(
            method.getKey().toUpperCase(Locale.ROOT)
                + " "
                + path.getKey()
                + " "
                + method.getValue().path("x-role").asText("open"));
      }
    }
    assertEquals(
        documented,
        node.endpoints().stream()
            .map(
                each ->
                    each.method()
                        + " "
                        + each.path().replaceAll(":([a-z]+)", "{$1}")
                        + " "
                        + each.role().map(StaffRole::wireName).orElse("open"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void examples_ofTheDocument_fitTheirSchemas() {
    for (JsonNode content : API.at("").findValues("application/json")) {
      String schema = content.at("/schema/$ref").textValue().substring(1);
      for (var example : content.path("examples").properties()) {
        assertEquals(
            Set.of(), API.faults(schema, example.getValue().get("value")), example.getKey());
      }
    }
  }

  @Test
  void moderator_invitedOverHttp_enrolsAndLogsIn() {
    String admin = node.token("root", StaffRole.ADMIN);
    HttpResponse<String> invited =
        node.send(
            "POST",
            "/staff",
            "{\"name\":\"Ann\",\"role\":\"senior\",\"permissions\":[\"minors\"]}",
            admin);
    String invite = answered(201, "/staff", "post", invited).path("invite").asText();
    String enrolment = StaffNode.json(Map.of("invite", invite, "password", StaffNode.PASSWORD));
    JsonNode enrolled = answered(201, "/enrol", "post", node.send("POST", "/enrol", enrolment, ""));
    assertEquals("ann", enrolled.path("name").asText());
    assertEquals("senior", enrolled.path("role").asText());
    answered(403, "/enrol", "post", node.send("POST", "/enrol", enrolment, ""));
    Account ann = new Account("ann", enrolled.path("totp").asText());
    JsonNode in = answered(200, "/login", "post", node.login(ann, StaffNode.PASSWORD, 0));
    String token = in.path("token").asText();
    assertEquals("senior", in.path("role").asText());
    JsonNode me = answered(200, "/me", "get", node.send("GET", "/me", "", token));
    assertEquals("minors", me.path("permissions").path(0).asText());
    JsonNode staff = answered(200, "/staff", "get", node.send("GET", "/staff", "", admin));
    assertEquals(2, staff.path("items").size());
    JsonNode first = answered(200, "/staff", "get", node.send("GET", "/staff?limit=1", "", admin));
    assertEquals("ann", first.path("next").asText());
    JsonNode rest =
        answered(200, "/staff", "get", node.send("GET", "/staff?limit=1&after=ann", "", admin));
    assertEquals("root", rest.path("items").path(0).path("name").asText());
    assertTrue(rest.path("next").isNull());
    assertEquals(204, node.send("POST", "/logout", "", token).statusCode());
    answered(401, "/me", "get", node.send("GET", "/me", "", token));
  }

  @Test
  void login_wrongInAnyPart_isAnsweredTheSame() {
    Account ann = node.enrol("ann", StaffRole.MODERATOR);
    HttpResponse<String> password = node.login(ann, "wrong", 0);
    answered(401, "/login", "post", password);
    HttpResponse<String> name = node.login(new Account("bob", ann.totp()), StaffNode.PASSWORD, 0);
    HttpResponse<String> code = node.login(ann, StaffNode.PASSWORD, 5);
    assertEquals(200, node.login(ann, StaffNode.PASSWORD, 0).statusCode());
    HttpResponse<String> again = node.login(ann, StaffNode.PASSWORD, 0);
    for (HttpResponse<String> other : List.of(name, code, again)) {
      assertEquals(password.statusCode(), other.statusCode());
      assertEquals(password.body(), other.body());
      assertEquals(password.headers().map().keySet(), other.headers().map().keySet());
    }
  }

  @Test
  void values_thatAreNotTaken_areNamed() {
    String admin = node.token("root", StaffRole.ADMIN);
    assertNames("name", "{\"name\":\"Ann Smith\",\"role\":\"senior\"}", admin);
    assertNames("name", "{\"name\":\"system\",\"role\":\"senior\"}", admin);
    assertNames("role", "{\"name\":\"ann\",\"role\":\"king\"}", admin);
    assertNames(
        "permissions", "{\"name\":\"ann\",\"role\":\"senior\",\"permissions\":[\"all\"]}", admin);
    for (String query : new String[] {"limit=0", "limit=201", "limit=many", "after="}) {
      answered(422, "/staff", "get", node.send("GET", "/staff?" + query, "", admin));
    }
    answered(422, "/audit", "get", node.send("GET", "/audit?after=x", "", admin));
    answered(
        409,
        "/staff",
        "post",
        node.send("POST", "/staff", "{\"name\":\"ROOT\",\"role\":\"senior\"}", admin));
    answered(409, "/staff/{name}", "delete", node.send("DELETE", "/staff/root", "", admin));
    answered(404, "/staff/{name}", "delete", node.send("DELETE", "/staff/nobody", "", admin));
  }

  @Test
  void audit_exported_isAnEntryItself() {
    String admin = node.token("root", StaffRole.ADMIN);
    HttpResponse<String> answer = node.send("GET", "/audit", "", admin);
    assertEquals(200, answer.statusCode());
    assertEquals("application/x-ndjson", answer.headers().firstValue("Content-Type").orElseThrow());
    String[] lines = answer.body().split("\n");
    StringBuilder actions = new StringBuilder();
    for (String line : lines) {
      JsonNode entry = json(line);
      assertEquals(Set.of(), API.faults("/components/schemas/AuditEntry", entry), line);
      actions
          .append(entry.path("actor").asText())
          .append(' ')
          .append(entry.path("action").asText())
          .append('\n');
    }
    assertEquals(
        "system staff-invited\nroot staff-enrolled\nroot login\nroot audit-exported\n",
        actions.toString());
    assertEquals(2, node.send("GET", "/audit?after=3", "", admin).body().split("\n").length);
  }

  @Test
  void everything_whileRedisIsAway_is503AndNothingIsDone() {
    Account ann = node.enrol("ann", StaffRole.ADMIN);
    String admin = node.token(ann, 0);
    redis.kill();
    answered(503, "/login", "post", node.login(ann, StaffNode.PASSWORD, 1));
    answered(503, "/me", "get", node.send("GET", "/me", "", admin));
    answered(
        503,
        "/staff",
        "post",
        node.send("POST", "/staff", "{\"name\":\"bob\",\"role\":\"senior\"}", admin));
    HttpResponse<String> answer = node.send("GET", "/audit", "", admin);
    answered(503, "/audit", "get", answer);
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    redis.restart();
    Eventually.await("Redis is back", () -> node.send("GET", "/me", "", admin).statusCode() == 200);
    // The audit has a link of its own.
    Eventually.await(
        "the audit is back", () -> node.send("GET", "/audit", "", admin).statusCode() == 200);
    assertEquals(1, node.get("/staff", admin).path("items").size());
    assertEquals(200, node.login(ann, StaffNode.PASSWORD, 1).statusCode());
  }

  private void assertNames(String field, String body, String token) {
    JsonNode error = answered(422, "/staff", "post", node.send("POST", "/staff", body, token));
    assertTrue(error.path("message").asText().contains("The field " + field), error::toString);
  }

  /** The body of an answer, which has this status and is as the document says. */
  private static JsonNode answered(
      int status, String path, String method, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    String at = "/paths/" + path.replace("/", "~1") + "/" + method + "/responses/" + status;
    JsonNode response = API.at(at);
    if (response.has("$ref")) {
      response = API.at(response.get("$ref").textValue().substring(1));
    }
    String schema = response.at("/content/application~1json/schema/$ref").textValue();
    JsonNode body = SessionClient.json(answer);
    assertEquals(Set.of(), API.faults(schema.substring(1), body), answer::body);
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    return body;
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
