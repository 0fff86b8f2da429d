package chat.passerby.backup;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisFixture;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing keys of any type. */
class RestoreKeyScriptTest extends RedisFixture {
  private final RestoreKeyScript script = new RestoreKeyScript(redis.link());

  RestoreKeyScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void parts_ofEveryType_areAdded() {
    restore("text", "string", "value");
    restore("hash", "hash", "one", "1");
    restore("hash", "hash", "two", "2");
    restore("sorted", "zset", "one", "1764374400123");
    restore("sorted", "zset", "two", "0.10000000000000001");
    restore("set", "set", "member");
    restore("list", "list", "first");
    restore("list", "list", "second");
    restore("stream", "stream", "1-0", "2", "a", "b", "2-0", "4", "c", "d", "e", "f");
    assertEquals("value", redis.answer(Command.GET, "text").toString());
    assertEquals("2", redis.answer(Command.HGET, "hash", "two").toString());
    assertEquals(2, redis.number(Command.HLEN, "hash"));
    assertEquals(1764374400123d, redis.answer(Command.ZSCORE, "sorted", "one").toDouble());
    assertEquals(2, redis.number(Command.ZCARD, "sorted"));
    assertEquals(1, redis.number(Command.SISMEMBER, "set", "member"));
    assertEquals(
        List.of("first", "second"),
        redis.answer(Command.LRANGE, "list", 0, -1).stream().map(Response::toString).toList());
    assertEquals(
        "[[1-0, [a, b]], [2-0, [c, d, e, f]]]",
        redis.answer(Command.XRANGE, "stream", "-", "+").toString());
    assertEquals(-1, redis.number(Command.PTTL, "text"));
  }

  @Test
  void key_withTimeLeft_expiresAfterIt() {
    get(
        script.run(
            new Part("text", "string", OptionalLong.of(3_600_000), List.of(Buffer.buffer("a")))));
    long left = redis.number(Command.PTTL, "text");
    assertTrue(left > 0 && left <= 3_600_000, () -> "left " + left);
  }

  /** So many values are all that a script can be given at once with what it calls. */
  @Test
  void part_asLargeAsTheyGet_isTaken() {
    List<Buffer> items =
        IntStream.range(0, Pieces.ITEMS).mapToObj(i -> Buffer.buffer("item" + i)).toList();
    get(script.run(new Part("hash", "hash", OptionalLong.empty(), items)));
    assertEquals(Pieces.ITEMS / 2, redis.number(Command.HLEN, "hash"));
  }

  private void restore(String key, String type, String... items) {
    List<Buffer> all = Stream.of(items).map(Buffer::buffer).toList();
    get(script.run(new Part(key, type, OptionalLong.empty(), all)));
  }
}
