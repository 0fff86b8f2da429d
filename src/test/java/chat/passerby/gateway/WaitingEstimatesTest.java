package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code waiting} says of the time it takes, to visitors of a real node. */
class WaitingEstimatesTest {
  @Test
  void estimate_onceTenHaveMet_isTold(@TempDir Path data) {
    try (RedisProcess redis = RedisProcess.start(data);
        LocalNode node = LocalNode.start(redis.endpoint());
        Visitor visitor = Visitor.welcomed(node.port())) {
      assertTrue(search(visitor).path("estimate").isNull(), visitor::story);
      for (int pair = 1; pair <= 5; pair++) {
        Visitor.matched(node.port(), node.port()).forEach(Visitor::close);
      }
      AtomicReference<JsonNode> estimate = new AtomicReference<>();
      Eventually.await(
          "an estimate",
          () -> {
            estimate.set(search(visitor).path("estimate"));
            return !estimate.get().isNull();
          });
      // Ten have met in ten seconds or more; one waited, or two with the search given up before.
      long millis = estimate.get().asLong();
      assertTrue(1_000 <= millis && millis <= 12_000, visitor::story);
    }
  }

  /** Waits for nobody who is there, and gives up at once. */
  private static JsonNode search(Visitor visitor) {
    visitor.find("nobody has this interest");
    JsonNode waiting = visitor.await("waiting");
    visitor.send("cancel");
    visitor.await("idle");
    return waiting;
  }
}
