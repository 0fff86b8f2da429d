package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis that stands still for a while takes no node for dead, and closes nobody's socket. */
class RedisFreezeIT {
  /** By then every node has judged the others, if it may. */
  private static final Duration JUDGEMENT = Duration.ofSeconds(8);

  @TempDir Path folder;
  private final List<NodeProcess> nodes = new ArrayList<>();
  private RedisProcess redis;

  @BeforeEach
  void start() throws Exception {
    redis = RedisProcess.start(Files.createDirectory(folder.resolve("redis")));
    Map<String, String> settings = Map.of("PASSERBY_REDIS_URI", redis.endpoint().uri());
    for (int i = 0; i < 3; i++) {
      nodes.add(NodeProcess.launch(folder, settings));
    }
    nodes.forEach(NodeProcess::ready);
  }

  @AfterEach
  void end() {
    nodes.forEach(NodeProcess::close);
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT6S", "PT8S", "PT12S"})
  void redis_frozen_closesNoSocketAndEndsNoChat(Duration freeze) {
    List<Visitor> near = Visitor.matched(nodes.get(0).port(), nodes.get(0).port());
    List<Visitor> far = Visitor.matched(nodes.get(1).port(), nodes.get(2).port());
    // Each judges the others once it has been beating for long enough.
    pass(JUDGEMENT);
    redis.pause();
    pass(freeze);
    redis.resume();
    pass(JUDGEMENT);
    for (List<Visitor> pair : List.of(near, far)) {
      pair.get(0).chat("still-here", "text");
      assertEquals("still-here", pair.get(1).await("chat").path("id").asText());
      pair.forEach(visitor -> assertFalse(visitor.story().contains("close"), visitor::story));
    }
    for (NodeProcess node : nodes) {
      assertFalse(node.output().contains("declared dead"), node::output);
    }
  }

  private static void pass(Duration time) {
    long begin = System.nanoTime();
    Eventually.await("time passes", () -> System.nanoTime() - begin > time.toNanos());
  }
}
