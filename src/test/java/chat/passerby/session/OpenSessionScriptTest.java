package chat.passerby.session;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.OpenSessionScript.Opened;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class OpenSessionScriptTest {
  private static final SessionId SESSION = new SessionId("anna");
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");
  private static final String KEY = "passerby:session:{anna}";
  private static final Duration MEMORY = Duration.ofHours(12);

  private final RealRedis redis;
  private final OpenSessionScript open;

  OpenSessionScriptTest(@TempDir Path data) {
    redis = RealRedis.start(data);
    open = new OpenSessionScript(redis.runner(), MEMORY);
  }

  @BeforeEach
  void clear() {
    redis.clear();
  }

  @AfterAll
  void stop() {
    redis.close();
  }

  @Test
  void session_unknown_beginsAtEpochOneWithoutAPreviousNode() {
    assertEquals(opened(1, ONE, Optional.empty()), get(open.run(SESSION, ONE)));
    assertEquals(
        Map.of("epoch", Buffer.buffer("1"), "node", Buffer.buffer("one")), redis.hash(KEY));
  }

  @Test
  void session_openedAgain_hasAHigherEpochAndNamesTheNodeBefore() {
    get(open.run(SESSION, ONE));
    assertEquals(opened(2, TWO, Optional.of(ONE)), get(open.run(SESSION, TWO)));
    assertEquals(opened(3, TWO, Optional.of(TWO)), get(open.run(SESSION, TWO)));
    assertEquals(
        Map.of("epoch", Buffer.buffer("3"), "node", Buffer.buffer("two")), redis.hash(KEY));
  }

  @Test
  void session_other_hasItsOwnEpochs() {
    get(open.run(SESSION, ONE));
    Opened other = get(open.run(new SessionId("ben"), ONE));
    assertEquals(1, other.address().epoch());
    assertEquals(Optional.empty(), other.previousNode());
  }

  @Test
  void session_opened_isRememberedAnewForTheWholeTime() {
    get(open.run(SESSION, ONE));
    redis.ask(Command.PEXPIRE, KEY, 60_000);
    get(open.run(SESSION, ONE));
    long left = redis.number(Command.PTTL, KEY);
    assertTrue(left > 60_000 && left <= MEMORY.toMillis(), "remembered for " + left);
  }

  @Test
  void session_forgotten_beginsAnew() {
    OpenSessionScript brief = new OpenSessionScript(redis.runner(), Duration.ofMillis(20));
    get(brief.run(SESSION, ONE));
    Eventually.await("it is forgotten", () -> !redis.exists(KEY));
    assertEquals(opened(1, TWO, Optional.empty()), get(open.run(SESSION, TWO)));
  }

  @Test
  void callers_atOnce_getAnEpochEach() {
    OpenSessionScript other = new OpenSessionScript(new ScriptRunner(redis.connect()), MEMORY);
    List<Future<Opened>> calls =
        IntStream.range(0, 100)
            .mapToObj(i -> i % 2 == 0 ? open.run(SESSION, ONE) : other.run(SESSION, TWO))
            .toList();
    assertEquals(
        LongStream.rangeClosed(1, 100).boxed().toList(),
        calls.stream().map(call -> get(call).address().epoch()).sorted().toList());
  }

  private static Opened opened(long epoch, NodeId node, Optional<NodeId> previous) {
    return new Opened(new Address(SESSION, epoch, node), previous);
  }
}
