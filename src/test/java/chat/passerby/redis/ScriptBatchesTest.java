package chat.passerby.redis;

import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static chat.passerby.redis.Eventually.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptBatchesTest {
  private static final Script ADD =
      Script.of("add", "return redis.call('INCRBY', KEYS[1], ARGV[1])");
  private static final Script APPEND =
      Script.of("append", "return redis.call('APPEND', KEYS[1], ARGV[1])");

  @AutoClose private final RedisProcess redis;
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink link;
  private final List<Runnable> endOfTurn = new ArrayList<>();
  private final ScriptRunner scripts;

  ScriptBatchesTest(@TempDir Path data) {
    redis = RedisProcess.start(data);
    link = RedisLink.create(vertx, redis.endpoint(), LinkSettings.DEFAULTS, "link");
    scripts = new ScriptRunner(link, endOfTurn::add);
    get(link.start());
  }

  @AfterEach
  void stop() {
    get(link.close());
    get(vertx.close());
  }

  @Test
  void scriptsOfOneKind_inOneTurn_areOneCall() {
    Future<Response> one = together(ADD, "one", 1);
    Future<Response> two = together(ADD, "two", 2);
    Future<Response> again = together(ADD, "one", 10);
    turnEnds();
    assertEquals(1, get(one).toInteger());
    assertEquals(2, get(two).toInteger());
    assertEquals(11, get(again).toInteger());
    assertEquals(1, calls("eval"));
    assertEquals(1, calls("evalsha"));
  }

  @Test
  void scriptsOfAnotherTurn_areAnotherCall() {
    together(ADD, "one", 1);
    turnEnds();
    Future<Response> later = together(ADD, "one", 1);
    turnEnds();
    assertEquals(2, get(later).toInteger());
  }

  @Test
  void scripts_ofOneKey_runInTheirOrder() {
    together(APPEND, "text", "a");
    together(ADD, "one", 1);
    // Were this put to the first, it would not see that the key is gone.
    Script take = Script.of("take", "return redis.call('GETDEL', KEYS[1])");
    Future<Response> taken = together(take, "text", "");
    Future<Response> after = together(APPEND, "text", "b");
    Future<Response> other = together(APPEND, "other", "c");
    turnEnds();
    assertEquals("a", get(taken).toString());
    assertEquals(1, get(after).toInteger());
    assertEquals(1, get(other).toInteger());
    assertEquals("b", get(link.send(Request.cmd(Command.GET).arg("text"))).toString());
  }

  @Test
  void script_thatRunsAtOnce_comesAfterWhatWasGathered() {
    Future<Response> gathered = together(APPEND, "text", "a");
    Future<Response> atOnce = scripts.run(APPEND, List.of("text"), List.of("bc"));
    assertEquals(3, get(atOnce).toInteger());
    assertEquals(1, get(gathered).toInteger());
    turnEnds();
  }

  @Test
  void script_thatRunsAhead_comesBeforeWhatWasGathered() {
    Future<Response> gathered = together(APPEND, "text", "a");
    assertEquals(2, get(scripts.ahead(APPEND, List.of("text"), List.of("bc"))).toInteger());
    turnEnds();
    assertEquals(3, get(gathered).toInteger());
  }

  @Test
  void nil_amongOthers_isNull() {
    Script read = Script.of("read", "return redis.call('GET', KEYS[1])");
    get(link.send(Request.cmd(Command.SET).arg("there").arg("yes")));
    Future<Response> absent = together(read, "absent", "");
    Future<Response> there = together(read, "there", "");
    turnEnds();
    assertNull(get(absent));
    assertEquals("yes", get(there).toString());
  }

  @Test
  void scriptThatBreaks_harmsNoOther() {
    get(link.send(Request.cmd(Command.SET).arg("text").arg("no number")));
    Future<Response> before = together(ADD, "one", 1);
    Future<Response> broken = together(ADD, "text", 1);
    Future<Response> after = together(ADD, "two", 1);
    turnEnds();
    Throwable error = failure(Throwable.class, broken);
    assertTrue(message(error).contains("not an integer"), message(error));
    // Every script is safe to run twice, and this one shows that it did.
    assertEquals(2, get(before).toInteger());
    assertEquals(1, get(after).toInteger());
  }

  @Test
  void errorThatAScriptReturns_isItsOwn() {
    Script odd =
        Script.of("odd", "if ARGV[1] == '1' then return redis.error_reply('ODD no') end return 2");
    Future<Response> refused = together(odd, "one", 1);
    Future<Response> fine = together(odd, "two", 2);
    turnEnds();
    assertTrue(message(failure(Throwable.class, refused)).startsWith("ODD no"));
    assertEquals(2, get(fine).toInteger());
  }

  @Test
  void moreThanOneCallMayHold_areSeveral() {
    List<Future<Response>> all = new ArrayList<>();
    for (int i = 0; i <= 2 * ScriptBatches.MOST; i++) {
      all.add(together(ADD, "one", 1));
    }
    turnEnds();
    assertEquals(all.size(), get(all.getLast()).toInteger());
    // Two full calls and one of the plain script, each of the two kinds unknown to Redis at first.
    assertEquals(3, calls("evalsha"));
  }

  @Test
  void redisThatIsAway_isToldToAll() {
    redis.kill();
    Future<Response> one = together(ADD, "one", 1);
    Future<Response> two = together(ADD, "two", 1);
    turnEnds();
    failure(RedisUnavailableException.class, one);
    failure(RedisUnavailableException.class, two);
  }

  private Future<Response> together(Script script, String key, Object arg) {
    return scripts.together(script, List.of(key), List.of(arg));
  }

  private void turnEnds() {
    List<Runnable> all = List.copyOf(endOfTurn);
    endOfTurn.clear();
    all.forEach(Runnable::run);
  }

  private int calls(String command) {
    String stats = get(link.send(Request.cmd(Command.INFO).arg("commandstats"))).toString();
    String label = "cmdstat_" + command + ":calls=";
    int at = stats.indexOf(label) + label.length();
    return Integer.parseInt(stats.substring(at, stats.indexOf(',', at)));
  }
}
