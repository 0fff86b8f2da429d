package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.RawSocket.Answer;
import chat.passerby.redis.RedisProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a socket at all. */
class HandshakeTest {
  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node =
        LocalNode.start(
            redis.endpoint(),
            Map.of("PASSERBY_ORIGINS", "https://chat.example.org,https://other.example.org"));
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void subprotocol_thatIsOurs_isChosen() {
    try (RawSocket socket = RawSocket.open(node.port(), "Sec-WebSocket-Protocol: passerby.v1")) {
      assertEquals(Optional.of("passerby.v1"), socket.subprotocol());
    }
  }

  @Test
  void subprotocol_amongOthers_isChosen() {
    try (RawSocket socket =
        RawSocket.open(node.port(), "Sec-WebSocket-Protocol: passerby.v2, passerby.v1 ,chat")) {
      assertEquals(Optional.of("passerby.v1"), socket.subprotocol());
    }
  }

  @Test
  void subprotocol_notOffered_isNotChosen() {
    try (RawSocket socket = RawSocket.open(node.port())) {
      assertEquals(Optional.empty(), socket.subprotocol());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"passerby.v2", "chat, superchat", "PASSERBY.V1", "xpasserby.v1"})
  void subprotocols_ofOthersOnly_areRefused(String offered) {
    Answer answer = RawSocket.handshake(node.port(), "Sec-WebSocket-Protocol: " + offered);
    assertRefused(400, "unknown-subprotocol", answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.org",
        "null",
        "https://chat.example.org.evil.org",
        "https://chat.example.org:444",
        "http://chat.example.org",
        "nonsense"
      })
  void origin_thatIsForeign_isRefused(String origin) {
    assertRefused(403, "foreign-origin", RawSocket.handshake(node.port(), "Origin: " + origin));
    HttpResponse<String> session =
        SessionClient.on(node.port()).create("{\"adult\":true}", "Origin", origin);
    assertEquals(403, session.statusCode());
    assertEquals("foreign-origin", SessionClient.json(session).path("code").asText());
    assertTrue(session.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://chat.example.org", "https://other.example.org"})
  void origin_inTheSettings_isTaken(String origin) {
    assertEquals(101, RawSocket.handshake(node.port(), "Origin: " + origin).status());
    HttpResponse<String> session =
        SessionClient.on(node.port()).create("{\"adult\":true}", "Origin", origin);
    assertEquals(201, session.statusCode());
    assertHeader(session, "Access-Control-Allow-Origin", origin);
    assertHeader(session, "Vary", "Origin");
    assertHeader(session, "Access-Control-Expose-Headers", "Retry-After");
  }

  @Test
  void origin_ofTheServersOwnPage_isTakenWithoutCors() {
    String own = "http://127.0.0.1:" + node.port();
    assertEquals(101, RawSocket.handshake(node.port(), "Origin: " + own).status());
    HttpResponse<String> session =
        SessionClient.on(node.port()).create("{\"adult\":true}", "Origin", own);
    assertEquals(201, session.statusCode());
    assertTrue(session.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }

  @Test
  void preflight_ofAListedOrigin_allowsAJsonBody() {
    HttpResponse<String> answer =
        SessionClient.on(node.port())
            .send(
                "OPTIONS",
                "/api/session",
                "",
                "Origin",
                "https://chat.example.org",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type");
    assertEquals(204, answer.statusCode());
    assertHeader(answer, "Access-Control-Allow-Origin", "https://chat.example.org");
    assertHeader(answer, "Access-Control-Allow-Headers", "content-type");
  }

  @Test
  void preflight_ofAForeignOrigin_isRefused() {
    HttpResponse<String> answer =
        SessionClient.on(node.port())
            .send("OPTIONS", "/api/session", "", "Origin", "https://evil.example.org");
    assertEquals(403, answer.statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2c", "TLS/1.0", "websockets"})
  void upgrade_toSomethingElse_isToldWhatIsTaken(String upgrade) {
    assertRefused(426, "upgrade-required", RawSocket.handshake(node.port(), "Upgrade: " + upgrade));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "8", "12", "14", "x"})
  void version_notOfTheStandard_isToldWhichIs(String version) {
    Answer answer = RawSocket.handshake(node.port(), "Sec-WebSocket-Version: " + version);
    assertRefused(426, "upgrade-required", answer);
    assertEquals("13", answer.headers().get("sec-websocket-version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAA", "not base64 at all!!!"})
  void key_notOfTheStandard_isRefused(String key) {
    assertRefused(
        400, "bad-handshake", RawSocket.handshake(node.port(), "Sec-WebSocket-Key: " + key));
  }

  @Test
  void extension_thatIsOffered_isNotTaken() {
    Answer answer =
        RawSocket.handshake(node.port(), "Sec-WebSocket-Extensions: permessage-deflate");
    assertEquals(101, answer.status());
    assertEquals(null, answer.headers().get("sec-websocket-extensions"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep-alive", "close", "upgrades"})
  void connection_thatDoesNotUpgrade_isRefused(String connection) {
    assertRefused(
        400, "bad-handshake", RawSocket.handshake(node.port(), "Connection: " + connection));
  }

  /** As Firefox writes it. */
  @Test
  void connection_thatUpgradesAmongOthers_isTaken() {
    assertEquals(101, RawSocket.handshake(node.port(), "Connection: keep-alive, Upgrade").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void question_whenAHandshakeWouldBeTaken_is426(String method) {
    HttpResponse<String> answer = ask(method, "https://chat.example.org");
    assertAnswer(426, "upgrade-required", answer);
    assertHeader(answer, "Upgrade", "websocket");
    assertHeader(answer, "Access-Control-Allow-Origin", "https://chat.example.org");
    assertHeader(answer, "Access-Control-Expose-Headers", "Retry-After");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void question_ofAForeignOrigin_isAnsweredAsItsHandshake(String method) {
    String origin = "https://evil.example.org";
    Answer refused = RawSocket.handshake(node.port(), "Origin: " + origin);
    HttpResponse<String> answer = ask(method, origin);
    assertAnswer(403, "foreign-origin", answer);
    assertEquals(refused.body(), answer.body());
    assertHeader(answer, "Retry-After", String.valueOf(refused.headers().get("retry-after")));
    assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE"})
  void question_byAnotherMethod_is405(String method) {
    HttpResponse<String> answer = SessionClient.on(node.port()).send(method, "/ws", "");
    assertAnswer(405, "method-not-allowed", answer);
    assertHeader(answer, "Allow", "GET, HEAD, POST");
  }

  private static HttpResponse<String> ask(String method, String origin) {
    return SessionClient.on(node.port()).send(method, "/ws", "", "Origin", origin);
  }

  private static void assertAnswer(int status, String code, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertHeader(answer, "Content-Type", "application/json");
    assertEquals(code, SessionClient.json(answer).path("code").asText());
    assertTrue(SessionClient.json(answer).path("message").asText().endsWith("."), answer::body);
  }

  private static void assertRefused(int status, String code, Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals("application/json", answer.headers().get("content-type"));
    assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer::body);
    assertTrue(answer.body().contains("\"message\":\""), answer::body);
  }

  private static void assertHeader(HttpResponse<String> answer, String name, String value) {
    assertEquals(Optional.of(value), answer.headers().firstValue(name), name);
  }
}
