package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.NodeSettings;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose balancer says by the PROXY protocol for whom each connection is. */
class ProxyProtocolTest {
  private static final String BODY = "{\"adult\":true}";

  private static RedisProcess redis;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @Test
  void visitors_namedByTheBalancer_haveLimitsOfTheirOwn() {
    try (LocalNode node = behind("127.0.0.0/8")) {
      for (int visitor = 1; visitor <= 5; visitor++) {
        assertEquals(201, create(node, "PROXY TCP4 203.0.113." + visitor + " 127.0.0.1 47 80\n"));
      }
      assertEquals(201, create(node, "PROXY TCP6 2001:db8::7 ::1 4711 80\n"));
      assertEquals(201, create(node, "PROXY TCP4 203.0.113.1 127.0.0.1 48 80\n"));
      assertEquals(429, create(node, "PROXY TCP4 203.0.113.1 127.0.0.1 49 80\n"));
    }
  }

  /** Version 2 is binary; HAProxy and cloud balancers write it. */
  @Test
  void visitor_namedInVersion2_hasLimitsOfTheirOwn() {
    byte[] header =
        ByteBuffer.allocate(28)
            .put("\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1))
            .put(new byte[] {0x21, 0x11, 0, 12})
            .put(new byte[] {(byte) 203, 0, 113, 9, 127, 0, 0, 1})
            .putShort((short) 4711)
            .putShort((short) 80)
            .array();
    try (LocalNode node = behind("127.0.0.0/8")) {
      assertEquals(201, create(node, header));
      assertEquals(201, create(node, header));
      assertEquals(429, create(node, header));
      assertEquals(201, create(node, "PROXY TCP4 203.0.113.8 127.0.0.1 47 80\n"));
    }
  }

  /** A balancer's own check of health names nobody. */
  @Test
  void connection_forNobody_isTheBalancersOwn() {
    try (LocalNode node = behind("127.0.0.0/8")) {
      assertEquals(201, create(node, "PROXY UNKNOWN\n"));
    }
  }

  @Test
  void somebodyElse_namedByAStranger_isNotBelieved() {
    try (LocalNode node = behind("192.0.2.0/24");
        RawHttp raw = RawHttp.connect(node.port())) {
      raw.send("PROXY TCP4 203.0.113.1 127.0.0.1 47 80\n");
      raw.awaitEnd();
      Eventually.await(
          "the fault is counted",
          () -> node.count("passerby_http_faults", "kind", "foreign-proxy") == 1);
    }
  }

  @Test
  void connection_withoutTheHeader_isEnded() {
    try (LocalNode node = behind("127.0.0.0/8");
        RawHttp raw = RawHttp.connect(node.port())) {
      raw.send("GET /api/status HTTP/1.1\nHost: x\n\n");
      raw.awaitEnd();
    }
  }

  @Test
  void setting_withoutAProxyToBelieve_stopsTheStart() {
    SettingsException refused =
        assertThrows(
            SettingsException.class,
            () -> NodeSettings.from(Settings.of(Map.of("PASSERBY_PROXY_PROTOCOL", "on"))));
    assertTrue(refused.getMessage().contains("PASSERBY_PROXIES"), refused.getMessage());
  }

  private static LocalNode behind(String proxies) {
    Map<String, String> settings = new HashMap<>();
    settings.put("PASSERBY_PROXIES", proxies);
    settings.put("PASSERBY_PROXY_PROTOCOL", "on");
    settings.put("PASSERBY_SESSIONS_PER_MINUTE", "2");
    return LocalNode.start(redis.endpoint(), settings);
  }

  private static int create(LocalNode node, String header) {
    return create(node, header.replace("\n", "\r\n").getBytes(ISO_8859_1));
  }

  private static int create(LocalNode node, byte[] header) {
    try (RawHttp raw = RawHttp.connect(node.port())) {
      return raw.sendBytes(header)
          .send(
              "POST /api/session HTTP/1.1\n"
                  + "Host: x\n"
                  + "Content-Type: application/json\n"
                  + "Content-Length: "
                  + BODY.length()
                  + "\n\n"
                  + BODY)
          .answer()
          .status();
    }
  }
}
