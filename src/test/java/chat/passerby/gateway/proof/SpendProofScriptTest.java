package chat.passerby.gateway.proof;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.proof.SpendProofScript.Outcome;
import chat.passerby.redis.RedisFixture;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpendProofScriptTest extends RedisFixture {
  private final SpendProofScript spend = new SpendProofScript(redis.runner(), 3);

  SpendProofScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void solution_usedTwice_isTakenOnce() {
    assertEquals(Outcome.TAKEN, get(spend.run("a")));
    assertEquals(Outcome.USED, get(spend.run("a")));
    assertEquals(Outcome.TAKEN, get(spend.run("b")));
  }

  @Test
  void solution_usedByManyAtOnce_isTakenOnce() {
    List<Future<Outcome>> all = IntStream.range(0, 20).mapToObj(i -> spend.run("a")).toList();
    assertEquals(1, all.stream().filter(one -> get(one) == Outcome.TAKEN).count());
  }

  @Test
  void memory_isBoundedAndEnds() {
    for (String each : List.of("a", "b", "c")) {
      assertEquals(Outcome.TAKEN, get(spend.run(each)));
    }
    assertEquals(Outcome.FULL, get(spend.run("d")));
    assertEquals(Outcome.USED, get(spend.run("a")));
    redis.ask(Command.ZADD, SpendProofScript.SPENT, "1", "a");
    assertEquals(Outcome.TAKEN, get(spend.run("d")));
    long left = Long.parseLong(redis.ask(Command.PTTL, SpendProofScript.SPENT).toString());
    assertTrue(left > Challenges.LIFETIME.toMillis(), () -> left + " ms");
  }
}
