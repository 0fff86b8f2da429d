package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one Redis that loses what it has. */
abstract class DataLossFixture {
  static final String MEMBERS = "passerby:{default:text}:members";

  RealRedis redis;
  LocalNode near;
  LocalNode far;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    Map<String, String> settings =
        Map.of("PASSERBY_GRACE", "PT60S", "PASSERBY_RECENT_WINDOW", "PT5M");
    near = LocalNode.start(redis.endpoint(), settings);
    far = LocalNode.start(redis.endpoint(), settings);
  }

  @AfterEach
  void end() {
    near.close();
    far.close();
    redis.close();
  }

  static void assertChatting(Visitor again, String room) {
    JsonNode welcome = again.await("welcome");
    assertEquals("chatting", welcome.path("state").asText(), again::story);
    assertEquals(room, welcome.path("room").path("room").asText());
    again.enter(room);
  }

  static void talk(Visitor one, Visitor other, String room) {
    one.enter(room);
    other.enter(room);
    talk(one, other);
  }

  /** As clients do: what has not arrived is sent again. */
  static void talk(Visitor one, Visitor other) {
    arrives(one, other, "there");
    arrives(other, one, "and back");
  }

  static void arrives(Visitor from, Visitor to, String id) {
    Eventually.await(
        "a chat arrives",
        () -> {
          from.chat(id, "here?");
          return to.soFar().stream().anyMatch(frame -> frame.path("id").asText().equals(id));
        });
  }

  Map<String, Buffer> entry(String token) {
    return redis.hash(key(session(token)));
  }

  static String key(String session) {
    return "passerby:session:{" + session + "}";
  }

  static String session(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return new JsonObject(Buffer.buffer(claims)).getString("sub");
  }
}
