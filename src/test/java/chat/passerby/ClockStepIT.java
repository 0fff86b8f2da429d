package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.redis.SteppedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the clock of a node's machine, or of that of Redis, forward or back. */
class ClockStepIT {
  /**
   * By then both nodes have judged each other, if they may, and every socket has been looked at.
   */
  private static final Duration JUDGEMENT = Duration.ofSeconds(8);

  @TempDir Path folder;
  private final List<AutoCloseable> started = new ArrayList<>();
  private SteppedClock redisClock;
  private SteppedClock nodeClock;
  private NodeProcess stepped;
  private NodeProcess other;
  private int texts;

  @BeforeEach
  void start() throws IOException {
    Optional<String> hindrance = SteppedClock.hindrance();
    assumeTrue(hindrance.isEmpty(), hindrance::toString);
    redisClock = SteppedClock.in(folder);
    nodeClock = SteppedClock.in(folder);
    RedisProcess redis =
        RedisProcess.start(Files.createDirectory(folder.resolve("redis")), Optional.of(redisClock));
    started.add(redis);
    Map<String, String> settings = new HashMap<>();
    settings.put("PASSERBY_REDIS_URI", redis.endpoint().uri());
    other = NodeProcess.launch(folder, settings);
    started.addFirst(other);
    settings.putAll(nodeClock.environment());
    stepped = NodeProcess.launch(folder, settings);
    started.addFirst(stepped);
    other.ready();
    stepped.ready();
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : started) {
      each.close();
    }
  }

  @Test
  void clock_ofANode_setForwardAndBack_changesNothing() {
    stepThrough(nodeClock, "PT45S", "PT10M", "PT-10M", "PT13H");
  }

  @Test
  void clock_ofRedis_setForwardAndBack_changesNothing() {
    stepThrough(redisClock, "PT10S", "PT45S", "PT10M", "PT-10M");
  }

  private void stepThrough(SteppedClock clock, String... offsets) {
    List<Visitor> near = Visitor.matched(stepped.port(), stepped.port());
    List<Visitor> far = Visitor.matched(stepped.port(), other.port());
    Visitor waiting = Visitor.welcomed(other.port());
    waiting.find("patience");
    long since = waiting.await("waiting").path("since").asLong();
    long began = System.nanoTime();
    for (String offset : offsets) {
      clock.set(Duration.parse(offset));
      pass(JUDGEMENT);
      talk(near, offset);
      talk(far, offset);
      assertTokensAreTakenEverywhere();
    }
    Visitor late = Visitor.welcomed(stepped.port());
    late.find("patience");
    long apart = late.await("waiting").path("since").asLong() - since;
    long passed = Duration.ofNanos(System.nanoTime() - began).toMillis();
    assertTrue(0 < apart && apart <= passed + 1_000, apart + " ms of " + passed);
    assertEquals(late.awaitMatch(), waiting.awaitMatch());
    for (NodeProcess node : List.of(stepped, other)) {
      assertFalse(node.output().contains("declared dead"), node::output);
    }
  }

  /** More than the burst of a bucket that does not refill, in all. */
  private void talk(List<Visitor> pair, String offset) {
    for (int i = 0; i < 40; i++) {
      String id = "text" + texts++;
      pair.get(0).chat(id, "text");
      assertEquals(id, pair.get(1).await("chat").path("id").asText(), offset);
    }
  }

  private void assertTokensAreTakenEverywhere() {
    for (NodeProcess from : List.of(stepped, other)) {
      for (NodeProcess to : List.of(stepped, other)) {
        Visitor.welcomed(to.port(), SessionClient.on(from.port()).token()).close();
      }
    }
  }

  private static void pass(Duration time) {
    long begin = System.nanoTime();
    Eventually.await("time passes", () -> System.nanoTime() - begin > time.toNanos());
  }
}
