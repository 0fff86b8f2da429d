package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chat.passerby.redis.RedisProcess;
import chat.passerby.time.SystemClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection becomes a session's: the first frame, its token, and who holds the session. */
class HelloTest {
  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    Deadlines all = Deadlines.PROTOCOL;
    // Nobody is cut off here, so that an end that is reached was reached in the regular way.
    Deadlines polite =
        new Deadlines(all.hello(), all.ping(), all.silence(), Duration.ofHours(1), all.sweep());
    node = LocalNode.start(redis.endpoint(), Map.of(), polite, new SystemClock());
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void hello_withAFreshToken_isWelcomed() {
    try (Visitor visitor = Visitor.silent(node.port())) {
      JsonNode session =
          SessionClient.json(SessionClient.on(node.port()).create("{\"adult\":true}"));
      visitor.hello(session.path("token").asText());
      JsonNode welcome = visitor.next();
      assertEquals("welcome", Visitor.type(welcome));
      assertEquals(session.path("session"), welcome.path("session"));
      assertTrue(welcome.path("epoch").asLong() > 0, welcome::toString);
      assertEquals("idle", welcome.path("state").asText());
      assertTrue(welcome.path("iceServers").isArray(), welcome::toString);
      assertEquals(65_536, welcome.path("limits").path("frameBytes").asInt());
      assertEquals(2_000, welcome.path("limits").path("textChars").asInt());
    }
  }

  @Test
  void hello_signedByOurKey_isWelcomed() {
    try (Visitor visitor = Visitor.silent(node.port())) {
      visitor.hello(Jwt.until(inAnHour()).signed(LocalNode.JWT_SECRET));
      assertEquals("a-session-of-its-own", visitor.next().path("session").asText());
    }
  }

  static Stream<Arguments> badTokens() {
    String ours = LocalNode.JWT_SECRET;
    String good = Jwt.until(inAnHour()).signed(ours);
    return Stream.of(
        arguments("no token at all", "nothing"),
        arguments("three empty parts", ".."),
        arguments("signature cut off", good.substring(0, good.lastIndexOf('.') + 1)),
        arguments("signature changed", good.substring(0, good.length() - 2) + "AA"),
        arguments("another key", Jwt.until(inAnHour()).signed("a secret of somebody else's")),
        arguments("unsigned", Jwt.until(inAnHour()).unsigned()),
        arguments("expired", Jwt.until(Instant.now().getEpochSecond() - 5).signed(ours)),
        arguments("endless", Jwt.until(0).without("exp").signed(ours)),
        arguments("expiry is text", Jwt.until(0).with("exp", "\"never\"").signed(ours)),
        arguments("wrong issuer", Jwt.until(inAnHour()).with("iss", "\"x\"").signed(ours)),
        arguments("no issuer", Jwt.until(inAnHour()).without("iss").signed(ours)),
        arguments("wrong audience", Jwt.until(inAnHour()).with("aud", "[\"x\"]").signed(ours)),
        arguments("no audience", Jwt.until(inAnHour()).without("aud").signed(ours)),
        arguments("no session", Jwt.until(inAnHour()).without("sub").signed(ours)),
        arguments("bad session id", Jwt.until(inAnHour()).with("sub", "\"a b\"").signed(ours)),
        arguments("no device", Jwt.until(inAnHour()).without("dev").signed(ours)),
        arguments("device is a list", Jwt.until(inAnHour()).with("dev", "[]").signed(ours)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void hello_withABadToken_closes4500(String what, String token) {
    try (Visitor visitor = Visitor.silent(node.port())) {
      visitor.hello(token);
      assertEquals(4500, visitor.awaitClose(), what);
    }
  }

  @Test
  void hello_withABadTokenAndManyFramesBehindIt_closes4500() {
    try (Visitor visitor = Visitor.silent(node.port())) {
      ByteArrayOutputStream burst = new ByteArrayOutputStream();
      burst.writeBytes(frame("{\"type\":\"hello\",\"token\":\"nothing\"}"));
      for (int i = 0; i < 100; i++) {
        burst.writeBytes(frame("{\"type\":\"cancel\"}"));
      }
      visitor.socket().write(burst.toByteArray());
      assertEquals(4500, visitor.awaitClose());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"type\":\"cancel\"}", "{\"type\":\"find\",\"mode\":\"text\"}", "nonsense"})
  void frame_beforeHello_closes4002(String frame) {
    try (Visitor visitor = Visitor.silent(node.port())) {
      visitor.text(frame);
      assertEquals(4002, visitor.awaitClose());
    }
  }

  @Test
  void hello_thatNeverComes_closes4002() {
    try (Visitor visitor = Visitor.silent(node.port())) {
      long began = System.nanoTime();
      assertEquals(List.of(), visitor.typesSoFar());
      assertEquals(4002, visitor.awaitClose());
      assertTrue(System.nanoTime() - began > 4_500_000_000L, "closed before 5 s were over");
    }
  }

  @Test
  void hello_saidTwice_isWrongState() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.hello(SessionClient.on(node.port()).token());
      JsonNode error = visitor.next();
      assertEquals("wrong-state", error.path("code").asText());
      assertEquals("hello", error.path("ref").asText());
      assertEquals(List.of(), visitor.typesSoFar());
    }
  }

  @Test
  void frames_rightBehindHello_areTakenInOrder() {
    try (Visitor visitor = Visitor.silent(node.port())) {
      ByteArrayOutputStream burst = new ByteArrayOutputStream();
      String token = SessionClient.on(node.port()).token();
      burst.writeBytes(frame("{\"type\":\"hello\",\"token\":\"" + token + "\"}"));
      for (int i = 0; i < 50; i++) {
        burst.writeBytes(frame("{\"type\":\"find\",\"mode\":\"audio\"}"));
        burst.writeBytes(frame("{\"type\":\"cancel\"}"));
      }
      visitor.socket().write(burst.toByteArray());
      assertEquals("welcome", Visitor.type(visitor.next()));
      for (int i = 0; i < 50; i++) {
        assertEquals("waiting", Visitor.type(visitor.next()), visitor::story);
        assertEquals("idle", Visitor.type(visitor.next()), visitor::story);
      }
    }
  }

  @Test
  void session_onANewerConnection_isTakenFromTheOlder() {
    String token = SessionClient.on(node.port()).token();
    try (Visitor older = Visitor.silent(node.port());
        Visitor newer = Visitor.silent(node.port())) {
      older.hello(token);
      long before = older.await("welcome").path("epoch").asLong();
      newer.hello(token);
      assertTrue(newer.await("welcome").path("epoch").asLong() > before);
      assertEquals(4501, older.awaitClose());
      assertEquals(List.of(), newer.typesSoFar());
    }
  }

  private static long inAnHour() {
    return Instant.now().getEpochSecond() + 3600;
  }

  private static byte[] frame(String text) {
    return RawSocket.frame(0x80 | RawFrame.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }
}
