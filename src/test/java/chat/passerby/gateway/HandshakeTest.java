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
