package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever comes back when the grace is over learns what became of the chat. */
class GraceOverTest {
  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint(), Map.of("PASSERBY_GRACE", "PT1S"));
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void chat_thatBothWereAwayFrom_isToldAsOverToBoth() {
    String oneToken = SessionClient.on(node.port()).token();
    String otherToken = SessionClient.on(node.port()).token();
    String room;
    try (Visitor one = Visitor.welcomed(node.port(), oneToken);
        Visitor other = Visitor.welcomed(node.port(), otherToken)) {
      Visitor.match(one, other);
      room = one.room();
      one.socket().cut();
      other.socket().cut();
    }
    for (String token : new String[] {oneToken, otherToken}) {
      assertLeft(room, token, 0);
    }
  }

  @Test
  void chat_thatThePartnerStayedIn_isToldAsOverToWhoComesBackTooLate() {
    String token = SessionClient.on(node.port()).token();
    try (Visitor one = Visitor.welcomed(node.port(), token);
        Visitor other = Visitor.welcomed(node.port())) {
      Visitor.match(one, other);
      one.socket().cut();
      other.await("left");
      assertLeft(other.room(), token, 1);
    }
  }

  /** Comes back when only so many are left on the node, and is told of the end. */
  private static void assertLeft(String room, String token, int others) {
    Eventually.await("the end of the grace", () -> node.sessions() == others);
    try (Visitor back = Visitor.silent(node.port())) {
      back.hello(token);
      assertEquals("idle", back.await("welcome").path("state").asText());
      JsonNode left = back.next();
      assertEquals("left", Visitor.type(left), left::toString);
      assertEquals(room, left.path("room").asText());
      assertEquals("gone", left.path("reason").asText());
    }
  }
}
