package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.RedisProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ack that is sent while Redis is away between two nodes is not lost. */
class LateAcksTest {
  private static final Map<String, String> GRACE = Map.of("PASSERBY_GRACE", "PT20S");

  @Test
  void ack_thatRedisDidNotTake_arrivesWhenItIsBack(@TempDir Path data) {
    try (RedisProcess redis = RedisProcess.start(data);
        LocalNode near = LocalNode.start(redis.endpoint(), GRACE);
        LocalNode far = LocalNode.start(redis.endpoint(), GRACE)) {
      List<Visitor> pair = Visitor.matched(near.port(), far.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        one.chat("1", "heard?");
        other.await("chat");
        redis.kill();
        other.send("ack", "room", other.room(), "id", "1");
        // The node has read it and failed, since it answers what comes behind.
        other.chat("2", "behind it");
        assertEquals("2", other.awaitError("unavailable").path("ref").asText());
        redis.restart();
        assertEquals("1", one.await("ack").path("id").asText());
      }
    }
  }
}
