package chat.passerby.redis;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static chat.passerby.redis.Eventually.message;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the URI of an endpoint makes of a connection: password, user, database, name. */
class RedisAccessTest {
  @AutoClose private final RedisProcess redis;
  private final Vertx vertx = Vertx.vertx();

  RedisAccessTest(@TempDir Path data) {
    redis = RedisProcess.start(data, "--requirepass", "se+cr:et");
  }

  @AfterEach
  void stop() {
    get(vertx.close());
  }

  @Test
  void password_wrong_isSaidAndNotRepeated() {
    RedisLink link = link("redis://:wrong-one@127.0.0.1:" + redis.port());
    link.start();
    await("said", () -> refusal(link).contains("refused the user name or password"));
    assertFalse(refusal(link).contains("wrong-one"));
    get(link.close());
  }

  @Test
  void password_missing_isSaid() {
    RedisLink link = link("redis://127.0.0.1:" + redis.port());
    link.start();
    await("said", () -> refusal(link).contains("asks for a password"));
    get(link.close());
  }

  @Test
  void uri_withPasswordAndDatabase_isHonoured() {
    RedisLink link = link("redis://default:se+cr%3Aet@127.0.0.1:" + redis.port() + "/3");
    get(link.start());
    String info = get(link.send(Request.cmd(Command.CLIENT).arg("INFO"))).toString();
    assertTrue(info.contains(" db=3 "), info);
    assertTrue(info.contains(" name=access "), info);
    get(link.close());
  }

  private static String refusal(RedisLink link) {
    return message(failure(RedisUnavailableException.class, link.send(Request.cmd(Command.PING))));
  }

  private RedisLink link(String uri) {
    return RedisLink.create(vertx, new RedisEndpoint(uri), LinkSettings.DEFAULTS, "access");
  }
}
