package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.RedisProcess;
import chat.passerby.redis.TcpProxy;
import chat.passerby.redis.link.RedisEndpoint;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis was away, and one node reaches it again before the other does. */
class SettlingTest {
  private RedisProcess redis;
  private TcpProxy nearWire;
  private TcpProxy farWire;
  private LocalNode near;
  private LocalNode far;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    nearWire = TcpProxy.to(redis.port());
    farWire = TcpProxy.to(redis.port());
    near = LocalNode.start(new RedisEndpoint("redis://127.0.0.1:" + nearWire.port()));
    far = LocalNode.start(new RedisEndpoint("redis://127.0.0.1:" + farWire.port()));
  }

  @AfterEach
  void end() {
    near.close();
    far.close();
    nearWire.close();
    farWire.close();
    redis.close();
  }

  @Test
  void chat_leftWhileRedisWasAway_isNotComeBackToOnTheOtherNode() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(near.port())) {
      Visitor.match(one, other);
      nearWire.cut();
      farWire.cut();
      one.send("next", "room", one.room());
      assertEquals("next", one.await("left").path("reason").asText());
      one.socket().cut();
      farWire.mend();
      JsonNode welcome = comeBack(token);
      assertEquals("idle", welcome.path("state").asText());
      other.await("left");
    }
  }

  /** Tries until the far node has reached Redis, a moment before the near one does. */
  private JsonNode comeBack(String token) {
    while (true) {
      try (Visitor newer = Visitor.silent(far.port())) {
        newer.hello(token);
        nearWire.mend();
        JsonNode answer = newer.next();
        if (Visitor.type(answer).equals("welcome")) {
          assertEquals(List.of(), newer.typesSoFar(), newer::story);
          return answer;
        }
      }
    }
  }
}
