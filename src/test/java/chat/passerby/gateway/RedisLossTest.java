package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes on while Redis is gone, and what comes back with it. */
class RedisLossTest {
  private RedisProcess redis;
  private LocalNode node;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint());
  }

  @AfterEach
  void end() {
    node.close();
    redis.close();
  }

  @Test
  void visitors_whileRedisIsGone_talkOnAndSearchAfterwards() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1);
        Visitor idle = Visitor.welcomed(node.port());
        Visitor late = Visitor.silent(node.port())) {
      String token = SessionClient.on(node.port()).token();
      redis.kill();
      idle.find("in vain");
      assertUnavailable(idle.next(), "find");
      late.hello(token);
      assertUnavailable(late.next(), "hello");
      assertEquals(4005, late.awaitClose());
      one.chat("1", "still here?");
      assertEquals("1", other.next().path("id").asText());
      other.chat("2", "yes");
      assertEquals("2", one.next().path("id").asText());
      one.send("next", "room", one.room());
      assertEquals("next", one.next().path("reason").asText());
      assertUnavailable(one.next(), "next");
      assertEquals("next", other.next().path("reason").asText());

      redis.restart();
      searchUntilTaken(one, "{\"type\":\"next\",\"room\":\"" + one.room() + "\"}");
      searchUntilTaken(other, "{\"type\":\"next\",\"room\":\"" + one.room() + "\"}");
      assertEquals(one.awaitMatch(), other.awaitMatch(), other::story);
    }
  }

  @Test
  void search_thatRedisForgot_isMadeAgain() {
    try (Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      one.find("patience");
      one.await("waiting");
      redis.kill();
      redis.restartEmpty();
      searchUntilTaken(
          other,
          "{\"type\":\"find\",\"mode\":\"text\",\"interests\":[\"patience\"],\"hold\":true}");
      assertEquals(one.awaitMatch(), other.awaitMatch());
      one.chat("1", "t");
      assertEquals("1", other.await("chat").path("id").asText());
    }
  }

  @Test
  void search_givenUpWhileRedisIsGone_isNotMadeAgain() {
    try (Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      String wish =
          "{\"type\":\"find\",\"mode\":\"text\",\"interests\":[\"regret\"],\"hold\":true}";
      one.text(wish);
      one.await("waiting");
      redis.kill();
      one.send("cancel");
      assertEquals("idle", Visitor.type(one.next()));
      redis.restart();
      searchUntilTaken(one, wish);
      one.send("cancel");
      one.await("idle");
      searchUntilTaken(other, wish);
      assertEquals(List.of(), other.typesSoFar());
    }
  }

  /** As a client does: again and again, until the server no longer says that it cannot. */
  private static void searchUntilTaken(Visitor visitor, String wish) {
    String answer = "error";
    while (answer.equals("error")) {
      visitor.text(wish);
      answer = Visitor.type(visitor.next());
    }
    assertEquals("waiting", answer, visitor::story);
  }

  private static void assertUnavailable(JsonNode error, String ref) {
    assertEquals("unavailable", error.path("code").asText(), error::toString);
    assertEquals(ref, error.path("ref").asText());
    assertTrue(error.path("retryAfter").asLong() > 0, error::toString);
  }
}
