package chat.passerby.redis.link;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisCluster;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.RedisProcess;
import chat.passerby.telemetry.LogCapture;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that are there and refuse to write. Redis 7.0.15 answers {@code PING} all the same when
 * it is full, read-only or without replicas; only a full disk fails that (MISCONF).
 */
class ServerRefusalsTest {
  private static final String FULL = "CONFIG SET maxmemory 1";
  private static final String EMPTY = "CONFIG SET maxmemory 0";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LinkSettings watched =
      LinkSettings.DEFAULTS.watchedBy(
          new ServerRefusals(new Meters(registry), new SystemClock()), LinkMeters.unseen());
  private final Vertx vertx = Vertx.vertx();
  private RedisProcess redis;
  private RedisLink link;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    link = RedisLink.create(vertx, redis.endpoint(), watched, "test");
    get(link.start());
  }

  @AfterEach
  void end() {
    get(link.close());
    get(vertx.close());
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({
    FULL + ',' + EMPTY,
    "REPLICAOF 127.0.0.1 1,REPLICAOF NO ONE",
    "CONFIG SET min-replicas-to-write 1,CONFIG SET min-replicas-to-write 0"
  })
  void server_thatRefusesWrites_doesNotServe(String begin, String end) {
    assertTrue(get(link.serves()));
    redis.command(begin);
    assertFalse(get(link.serves()));
    redis.command(end);
    await("it serves again", () -> get(link.serves()));
  }

  @Test
  void server_thatForbidsScripts_failsTheCheckWithItsError() {
    redis.command("ACL SETUSER default -eval");
    String error = String.valueOf(failure(Throwable.class, link.serves()).getMessage());
    assertTrue(error.startsWith("NOPERM"), error);
    redis.command("ACL SETUSER default +eval");
    assertTrue(get(link.serves()));
  }

  @Test
  void refusals_ofAFullServer_areCountedAndSaidOnce() {
    try (LogCapture log = LogCapture.of(ServerRefusals.class)) {
      redis.command(FULL);
      for (int i = 0; i < 10; i++) {
        failure(
            RedisUnavailableException.class,
            link.send(Request.cmd(Command.SET).arg("key").arg("value")));
      }
      assertEquals(10, refusals("oom"));
      assertEquals(0, refusals("misconf"));
      assertEquals(1, log.events().size());
      String line = log.events().get(0).getFormattedMessage();
      assertTrue(line.contains("maxmemory"), line);
    }
  }

  @Test
  void cluster_ofWhichOneServerIsFull_doesNotServe(@TempDir Path folder) {
    try (RedisCluster cluster = RedisCluster.start(folder)) {
      RedisLink all = RedisLink.create(vertx, cluster.endpoint(), watched, "cluster");
      get(all.start());
      await("it serves", () -> get(all.serves()));
      for (String tag : List.of("a", "b", "c")) {
        RedisProcess owner = cluster.owner(tag);
        RedisCluster.ask(owner, FULL.split(" "));
        assertFalse(get(all.serves()), "without the server of " + tag);
        RedisCluster.ask(owner, EMPTY.split(" "));
        await("it serves again", () -> get(all.serves()));
      }
      get(all.close());
    }
  }

  private long refusals(String code) {
    return Math.round(registry.get("passerby_redis_refusals").tag("code", code).counter().count());
  }
}
