package chat.passerby.redis;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
  private final Path folder;

  EmbeddedRedisTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void server_started_answersOnItsEndpoint() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder.resolve("new/data"))) {
      assertEquals("PONG", ask(redis, Request.cmd(Command.PING)));
    }
  }

  private static String ask(EmbeddedRedis redis, Request request) {
    Vertx vertx = Vertx.vertx();
    try {
      RedisLink link = RedisLink.create(vertx, redis.endpoint(), LinkSettings.DEFAULTS, "test");
      get(link.start());
      return String.valueOf(get(link.send(request)));
    } finally {
      get(vertx.close());
    }
  }
}
