package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisProcess;
import chat.passerby.telemetry.HttpFaults;
import chat.passerby.telemetry.LogCapture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node behind a proxy: whom its limits take a visitor for, and what it tells its operator. */
class ProxyTest {
  private static final Map<String, String> BEHIND_A_PROXY =
      Map.of("PASSERBY_PROXIES", "127.0.0.0/8", "PASSERBY_SESSIONS_PER_MINUTE", "2");

  private static RedisProcess redis;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.%d:4711", "\"[2001:db8:%d::7]:443\"", "1.1.1.1, 203.0.113.%d"})
  void visitors_behindAProxyThatWritesPorts_haveLimitsOfTheirOwn(String hop) {
    try (LogCapture log = LogCapture.of(HttpFaults.class);
        LocalNode node = LocalNode.start(redis.endpoint(), BEHIND_A_PROXY)) {
      for (int visitor = 1; visitor <= 5; visitor++) {
        assertEquals(201, create(node, hop.formatted(visitor)));
      }
      assertEquals(201, create(node, hop.formatted(1)));
      assertEquals(429, create(node, hop.formatted(1)));
      assertEquals(List.of(), log.lines());
    }
  }

  @Test
  void hop_thatIsNoAddress_isCountedAndSaidOnce() {
    try (LogCapture log = LogCapture.of(HttpFaults.class);
        LocalNode node = LocalNode.start(redis.endpoint(), BEHIND_A_PROXY)) {
      for (int i = 0; i < 6; i++) {
        assertEquals(i < 2 ? 201 : 429, create(node, "unknown"));
      }
      assertEquals(6, node.meter("passerby_forwarded_unreadable").counter().count());
      assertEquals(1, log.lines().size(), log.lines()::toString);
      assertTrue(log.last().contains("PASSERBY_PROXIES"), log.last());
    }
  }

  @Test
  void page_ofAForeignOrigin_isSaidOnceWithTheSettingThatTakesIt() {
    String odd = "https://evil.example\\" + "x".repeat(5_000);
    try (LogCapture log = LogCapture.of(HttpFaults.class);
        LocalNode node = LocalNode.start(redis.endpoint())) {
      for (int i = 0; i < 3; i++) {
        assertEquals(403, RawSocket.handshake(node.port(), "Origin: " + odd).status());
      }
      assertEquals(1, log.lines().size(), log.lines()::toString);
      assertTrue(
          log.last().startsWith("WARN Refused a page of the origin \"https://evil.example?x"));
      assertTrue(log.last().contains("\"127.0.0.1:" + node.port() + "\""), log.last());
      assertTrue(log.last().contains("PASSERBY_ORIGINS"), log.last());
      assertTrue(log.last().length() < 500, log.last());
      assertEquals(3, node.meter("passerby_origins_refused").counter().count());
    }
  }

  @Test
  void origin_withThePortThatHostLeavesOut_isTaken() {
    try (LocalNode node = LocalNode.start(redis.endpoint())) {
      assertEquals(
          101,
          RawSocket.handshake(node.port(), "Host: c.example:443", "Origin: https://c.example")
              .status());
    }
  }

  private static int create(LocalNode node, String forwarded) {
    return SessionClient.on(node.port())
        .create("{\"adult\":true}", "X-Forwarded-For", forwarded)
        .statusCode();
  }
}
