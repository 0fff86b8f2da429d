package chat.passerby.moderation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RealRedis;
import chat.passerby.session.Identity;
import chat.passerby.session.SessionTokens;
import chat.passerby.time.SystemClock;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.redis.client.Command;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every endpoint there is, with every token that is not good for it, and every body that is none. A
 * new endpoint joins by itself.
 */
class BypassTest {
  private static final Map<StaffRole, String> TOKENS = new LinkedHashMap<>();
  private static final Map<String, String> WRONG = new LinkedHashMap<>();
  private static RealRedis redis;
  private static StaffNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    node = StaffNode.start(redis.endpoint());
    for (StaffRole role : StaffRole.values()) {
      TOKENS.put(role, node.token(role.wireName(), role));
    }
    WRONG.put("none", "");
    WRONG.put("garbage", "garbage");
    WRONG.put("a name alone", "admin");
    WRONG.put("a guess", "admin~" + "A".repeat(43));
    WRONG.put("cut off", TOKENS.get(StaffRole.ADMIN).substring(1));
    WRONG.put("of another name", "moderator" + TOKENS.get(StaffRole.ADMIN).substring(5));
    WRONG.put("a visitor's", visitors());
    WRONG.put("of another audience", signed("passerby-moderation"));
    WRONG.put("unsigned", unsigned());
    WRONG.put("far too long", "x".repeat(5_000));
    WRONG.put("revoked", revoked());
    WRONG.put("of an account that has ended", ended());
    WRONG.put("expired", expired());
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @TestFactory
  Stream<DynamicTest> endpoint_withAWrongToken_is401() {
    return guarded()
        .flatMap(
            endpoint ->
                WRONG.entrySet().stream()
                    .map(
                        token ->
                            DynamicTest.dynamicTest(
                                name(endpoint) + ", " + token.getKey(),
                                () -> assertNotLoggedIn(ask(endpoint, "{}", token.getValue())))));
  }

  @TestFactory
  Stream<DynamicTest> endpoint_withALowerRole_is403() {
    return guarded()
        .flatMap(
            endpoint ->
                TOKENS.entrySet().stream()
                    .filter(token -> !token.getKey().includes(endpoint.role().orElseThrow()))
                    .map(
                        token ->
                            DynamicTest.dynamicTest(
                                name(endpoint) + ", " + token.getKey(),
                                () ->
                                    assertError(
                                        403, "forbidden", ask(endpoint, "{}", token.getValue())))));
  }

  /** Whatever is wrong with a body is told, and is never a fault of ours. */
  @TestFactory
  Stream<DynamicTest> endpoint_withABadBody_saysSo() {
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("null", "null");
    bodies.put("a list", "[]");
    bodies.put("a text", "\"text\"");
    bodies.put("a number", "7");
    bodies.put("cut off", "{\"name\":\"ann");
    bodies.put("doubled", "{}{}");
    bodies.put("a field twice", "{\"name\":\"a\",\"name\":\"b\"}");
    bodies.put("an unknown field", "{\"no-such-field\":true}");
    bodies.put("NaN", "{\"minutes\":NaN}");
    bodies.put("deep", "[".repeat(5_000));
    bodies.put("too long", "{\"name\":\"" + "x".repeat(70_000) + "\"}");
    return node.endpoints().stream()
        .filter(endpoint -> !endpoint.method().name().equals("GET"))
        .flatMap(
            endpoint ->
                bodies.entrySet().stream()
                    .map(
                        body ->
                            DynamicTest.dynamicTest(
                                name(endpoint) + ", " + body.getKey(),
                                () -> assertBadBody(endpoint, body.getValue()))));
  }

  @Test
  void addresses_thatAreNot_tellStrangersNothing() {
    for (String path : List.of("", "/", "/nothing", "/staff/ann/more", "/../staff", "//staff")) {
      for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
        HttpResponse<String> answer = node.send(method, path, "", "");
        assertTrue(
            answer.statusCode() == 401 || answer.statusCode() == 404,
            () -> method + " " + path + " is " + answer.statusCode());
      }
    }
    assertNotLoggedIn(node.send("GET", "/nothing", "", ""));
    assertError(
        404, "not-found", node.send("GET", "/nothing", "", TOKENS.get(StaffRole.MODERATOR)));
  }

  @Test
  void method_notTaken_isToldToModeratorsOnly() {
    assertNotLoggedIn(node.send("PUT", "/staff", "{}", ""));
    HttpResponse<String> answer = node.send("PUT", "/staff", "{}", TOKENS.get(StaffRole.MODERATOR));
    assertError(405, "method-not-allowed", answer);
    assertEquals(Optional.of("GET, POST"), answer.headers().firstValue("Allow"));
    assertNotLoggedIn(node.send("GET", "/login", "", ""));
  }

  @Test
  void header_ofAnotherForm_isNoToken() {
    String good = TOKENS.get(StaffRole.ADMIN);
    SessionClient client = SessionClient.on(node.port());
    for (String header : List.of("", good, "Bearer", "Basic " + good, "Bearer " + good + " x")) {
      assertNotLoggedIn(client.send("GET", "/api/moderation/staff", "", "Authorization", header));
    }
    assertNotLoggedIn(
        client.send(
            "GET",
            "/api/moderation/staff",
            "",
            "Authorization",
            "Bearer " + good,
            "Authorization",
            "Bearer " + TOKENS.get(StaffRole.SENIOR)));
    assertNotLoggedIn(client.send("GET", "/api/moderation/staff?token=" + good, ""));
    assertEquals(
        200,
        client
            .send("GET", "/api/moderation/staff", "", "Authorization", "bearer " + good)
            .statusCode());
  }

  @Test
  void page_ofAForeignOrigin_isRefused() {
    HttpResponse<String> answer =
        SessionClient.on(node.port())
            .send(
                "GET",
                "/api/moderation/me",
                "",
                "Origin",
                "https://elsewhere.example.org",
                "Authorization",
                "Bearer " + TOKENS.get(StaffRole.ADMIN));
    assertError(403, "foreign-origin", answer);
  }

  private static Stream<Endpoint> guarded() {
    return node.endpoints().stream().filter(endpoint -> endpoint.role().isPresent());
  }

  private static void assertBadBody(Endpoint endpoint, String body) {
    String token = endpoint.role().map(TOKENS::get).orElse("");
    HttpResponse<String> answer = ask(endpoint, body, token);
    int status = answer.statusCode();
    assertTrue(List.of(400, 413, 422).contains(status), () -> status + " " + answer.body());
    assertEquals(
        body.length() > endpoint.maxBytes(), status == 413, () -> status + " " + answer.body());
    assertEquals(Optional.of("no-store"), answer.headers().firstValue("Cache-Control"));
    assertFalse(SessionClient.json(answer).path("message").asText().isEmpty());
    if (body.contains("no-such-field")) {
      assertTrue(answer.body().contains("no-such-field"), answer::body);
    }
  }

  private static HttpResponse<String> ask(Endpoint endpoint, String body, String token) {
    String path = endpoint.path().replaceAll(":[a-z]+", "nobody");
    boolean get = endpoint.method().name().equals("GET");
    return node.send(endpoint.method().name(), path, get ? "" : body, token);
  }

  private static String name(Endpoint endpoint) {
    return endpoint.method() + " " + endpoint.path();
  }

  private static void assertNotLoggedIn(HttpResponse<String> answer) {
    assertError(401, "not-logged-in", answer);
    assertEquals(Optional.of("Bearer"), answer.headers().firstValue("WWW-Authenticate"));
  }

  private static void assertError(int status, String code, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(code, SessionClient.json(answer).path("code").asText());
    assertEquals(Optional.of("no-store"), answer.headers().firstValue("Cache-Control"));
  }

  private static String visitors() {
    return new SessionTokens(
            redis.vertx(), StaffNode.TOKENS, Duration.ofHours(1), new SystemClock())
        .issue(new Identity(SessionId.random(), DeviceId.random()))
        .token();
  }

  private static String signed(String audience) {
    JWTAuth auth =
        JWTAuth.create(
            redis.vertx(),
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setAlgorithm("HS256")
                        .setBuffer(Buffer.buffer(StaffNode.TOKENS.bytes()))));
    return auth.generateToken(
        new JsonObject().put("sub", "admin").put("role", "admin"),
        new JWTOptions().setAlgorithm("HS256").addAudience(audience).setExpiresInMinutes(5));
  }

  private static String unsigned() {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    List<String> parts = new ArrayList<>();
    for (String part : List.of("{\"alg\":\"none\"}", "{\"sub\":\"admin\",\"role\":\"admin\"}")) {
      parts.add(base64.encodeToString(part.getBytes(StandardCharsets.UTF_8)));
    }
    return String.join(".", parts) + ".";
  }

  private static String revoked() {
    String token = node.token("revoked", StaffRole.ADMIN);
    assertEquals(204, node.send("POST", "/logout", "", token).statusCode());
    return token;
  }

  private static String ended() {
    String token = node.token("ended", StaffRole.ADMIN);
    String admin = TOKENS.get(StaffRole.ADMIN);
    assertEquals(204, node.send("DELETE", "/staff/ended", "", admin).statusCode());
    return token;
  }

  private static String expired() {
    List<String> before = redis.keys();
    String token = node.token("late", StaffRole.ADMIN);
    redis.keys().stream()
        .filter(key -> key.contains(":session:") && !before.contains(key))
        .forEach(key -> redis.ask(Command.HSET, key, "expires", 1));
    return token;
  }
}
