package chat.passerby.redis;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisLinkTest {
  private static final LinkSettings QUICK =
      new LinkSettings(
          Duration.ofMillis(400),
          Duration.ofMillis(400),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          100);

  private final RedisProcess redis;
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink link;

  RedisLinkTest(@TempDir Path data) {
    redis = RedisProcess.start(data);
    link = RedisLink.create(vertx, redis.endpoint(), QUICK, "link");
    get(link.start());
  }

  @AfterEach
  void stop() {
    get(link.close());
    get(vertx.close());
    redis.close();
  }

  @Test
  void command_answered_isReturned() {
    assertEquals("OK", get(set("a", "1")).toString());
    assertEquals("1", get(read("a")).toString());
  }

  @Test
  void link_afterKillAndRestart_worksAgain() {
    get(set("a", "1"));
    redis.kill();
    await("down", () -> !link.isUp());
    redis.restart();
    await("up", link::isUp);
    assertEquals("1", get(read("a")).toString());
  }

  private Future<Response> set(String key, String value) {
    return link.send(Request.cmd(Command.SET).arg(key).arg(value));
  }

  private Future<Response> read(String key) {
    return link.send(Request.cmd(Command.GET).arg(key));
  }
}
