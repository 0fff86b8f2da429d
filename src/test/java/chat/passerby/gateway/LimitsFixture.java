package chat.passerby.gateway;

import chat.passerby.redis.RedisProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A Redis, and nodes with limits that a test can reach. */
abstract class LimitsFixture {
  static final String SUBPROTOCOL = "Sec-WebSocket-Protocol: passerby.v1";
  static RedisProcess redis;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  static LocalNode node(String setting, String value) {
    return LocalNode.start(redis.endpoint(), Map.of(setting, value));
  }

  static boolean connects(LocalNode node) {
    return RawSocket.handshake(node.port(), SUBPROTOCOL).status() == 101;
  }
}
