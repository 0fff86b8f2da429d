package chat.passerby.redis;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static chat.passerby.redis.Eventually.message;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.link.LinkSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptRunnerTest {
  private static final Script COUNT = Script.load("count_once");
  private static final List<String> KEYS = List.of("counter", "requests");

  @AutoClose private final RedisProcess redis;
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink link;
  private final ScriptRunner scripts;

  ScriptRunnerTest(@TempDir Path data) {
    redis = RedisProcess.start(data);
    link = RedisLink.create(vertx, redis.endpoint(), LinkSettings.DEFAULTS, "link");
    scripts = new ScriptRunner(link);
    get(link.start());
  }

  @AfterEach
  void stop() {
    get(link.close());
    get(vertx.close());
  }

  @Test
  void script_unknownToRedis_isSentOnceAndThenCalledByDigest() {
    for (int i = 1; i <= 5; i++) {
      assertEquals(i, get(count("request" + i)).toInteger());
    }
    assertEquals(1, calls("eval"));
    assertEquals(5, calls("evalsha"));
  }

  @Test
  void script_thatNamesAPrelude_hasItsFunctions() {
    Script twice = Script.load("double_twice");
    assertEquals(12, get(scripts.run(twice, List.of(), List.of(3))).toInteger());
    assertTrue(twice.source().startsWith("local function double(number)"), twice.source());
    assertFalse(twice.source().contains("nobody_calls_this"), twice.source());
  }

  @Test
  void prelude_thatIsNotThere_isRefused() {
    String refusal =
        assertThrows(IllegalArgumentException.class, () -> Script.load("use_nothing").source())
            .getMessage();
    assertEquals("there is no script /lua/prelude/nothing.lua", refusal);
  }

  @Test
  void script_flushed_runsAgain() {
    get(count("before"));
    get(link.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));
    assertEquals(2, get(count("after")).toInteger());
  }

  @Test
  void script_afterRestart_runsAgain() {
    get(count("before"));
    redis.kill();
    await("down", () -> !link.isUp());
    redis.restart();
    await("up", link::isUp);
    assertEquals(2, get(count("after")).toInteger());
  }

  @Test
  void script_calledByManyWhileUnknown_runsOnceForEach() {
    List<Future<Response>> calls =
        IntStream.range(0, 100).mapToObj(i -> count("request" + i)).toList();
    calls.forEach(Eventually::get);
    assertEquals(100, get(link.send(Request.cmd(Command.GET).arg("counter"))).toInteger());
  }

  @Test
  void script_repeatedAfterDoubt_countsOnce() {
    get(count("same"));
    assertEquals(1, get(count("same")).toInteger());
  }

  @Test
  void error_ofTheScript_passesThroughAndIsNotTriedAgain() {
    Script failing =
        Script.of("failing", "redis.call('INCR', KEYS[1]) return redis.error_reply('ODD no')");
    String key = "tries";
    Throwable error = failure(Throwable.class, scripts.run(failing, List.of(key), List.of()));
    assertTrue(message(error).startsWith("ODD no"), message(error));
    failure(Throwable.class, scripts.run(failing, List.of(key), List.of()));
    assertEquals(2, get(link.send(Request.cmd(Command.GET).arg(key))).toInteger());
    assertEquals(1, calls("eval"));
  }

  @Test
  void arguments_ofEveryKind_arriveUnchanged() {
    byte[] bytes = {0, -1, 13, 10, -128};
    Script echo = Script.of("echo", "return ARGV");
    Response reply =
        get(scripts.run(echo, List.of(), List.of("päm", Buffer.buffer(bytes), 7, 1L << 60)));
    assertEquals("päm", reply.get(0).toString());
    assertArrayEquals(bytes, reply.get(1).toBytes());
    assertEquals("7", reply.get(2).toString());
    assertEquals("1152921504606846976", reply.get(3).toString());
    assertThrows(IllegalArgumentException.class, () -> scripts.run(echo, List.of(), List.of(true)));
  }

  @Test
  void script_thatReturnsNil_givesNull() {
    assertNull(get(scripts.run(Script.of("nil", "return false"), List.of(), List.of())));
  }

  @Test
  void script_withoutResource_cannotBeLoaded() {
    assertThrows(IllegalArgumentException.class, () -> Script.load("no_such_script").source());
    assertFalse(COUNT.toString().contains("redis.call"));
  }

  private Future<Response> count(String request) {
    return scripts.run(COUNT, KEYS, List.of(request, 1));
  }

  private int calls(String command) {
    String stats = get(link.send(Request.cmd(Command.INFO).arg("commandstats"))).toString();
    String label = "cmdstat_" + command + ":calls=";
    int at = stats.indexOf(label) + label.length();
    return Integer.parseInt(stats.substring(at, stats.indexOf(',', at)));
  }
}
