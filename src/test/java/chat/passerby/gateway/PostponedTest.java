package chat.passerby.gateway;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.RealRedis;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.LogCapture;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of work that Redis cannot do now. */
class PostponedTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Faults faults = new Faults(new Meters(registry), new SystemClock());
  private final AtomicInteger done = new AtomicInteger();
  private final RealRedis redis;
  private final RedisLink link;
  private final Context context;
  private final Postponed postponed;

  PostponedTest(@TempDir Path data) {
    redis = RealRedis.start(data);
    link = redis.connect();
    context = redis.vertx().getOrCreateContext();
    postponed = new Postponed(context, link, faults);
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void work_beyondWhatIsKept_isDroppedAndCounted() {
    redis.process().kill();
    await("the link is down", () -> !link.isUp());
    try (LogCapture log = LogCapture.of(Faults.class)) {
      attempt(Postponed.MAX + 3);
      assertEquals(3, dropped());
      assertEquals(3, log.lines().size());
    }
    redis.process().restart();
    await("the rest is done", () -> done.get() == Postponed.MAX);
    assertEquals(3, dropped());
  }

  /** As a server answers that is full: it is there, and refuses. */
  @Test
  void work_refusedAgainAndAgain_isTriedLessAndLessOftenUpToABoundAndThenAsAtFirst() {
    List<Long> bounds = new CopyOnWriteArrayList<>();
    Postponed impatient =
        new Postponed(
            context,
            link,
            faults,
            new Random() {
              @Override
              public long nextLong(long bound) {
                bounds.add(bound);
                return 0;
              }
            });
    int refusals = 9;
    AtomicInteger tries = new AtomicInteger();
    for (int round = 1; round <= 2; round++) {
      tries.set(0);
      context.runOnContext(
          turn ->
              impatient.attempt(
                  () -> tries.incrementAndGet() <= refusals ? away() : Future.succeededFuture()));
      await("it is done", () -> tries.get() == refusals + 1);
      assertEquals(
          List.of(1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L, 15_000L, 15_000L, 15_000L),
          List.copyOf(bounds));
      bounds.clear();
    }
  }

  private void attempt(int count) {
    Promise<Void> begun = Promise.promise();
    context.runOnContext(
        turn -> {
          for (int i = 0; i < count; i++) {
            postponed.attempt(this::work);
          }
          begun.complete();
        });
    get(begun.future());
  }

  private Future<?> work() {
    if (link.isUp()) {
      done.incrementAndGet();
      return Future.succeededFuture();
    }
    return away();
  }

  private static Future<Object> away() {
    return Future.failedFuture(RedisUnavailableException.unsent("away", Duration.ZERO));
  }

  private long dropped() {
    return Math.round(registry.get("passerby_faults").tag("part", "visit").counter().count());
  }
}
