package chat.passerby.backup;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisFixture;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading keys of any type. */
class ReadKeysScriptTest extends RedisFixture {
  private final ReadKeysScript script = new ReadKeysScript(redis.link());

  ReadKeysScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void keys_ofEveryType_areReadWithWhatTheyHave() {
    Buffer bytes = Buffer.buffer(new byte[] {0, (byte) 0xff, 10});
    redis.ask(Command.SET, "text", bytes);
    redis.ask(Command.HSET, "hash", "field", "value");
    redis.ask(Command.ZADD, "sorted", "1764374400123", "one", "0.1", "two");
    redis.ask(Command.SADD, "set", "member");
    redis.ask(Command.RPUSH, "list", "first", "second");
    redis.ask(Command.XADD, "stream", "1-0", "a", "b");
    redis.ask(Command.XADD, "stream", "2-0", "a", "b");
    List<Part> read = get(script.run(List.of("text", "hash", "sorted", "set", "list", "stream")));
    assertEquals(
        List.of("string", "hash", "zset", "set", "list", "stream"),
        read.stream().map(Part::type).toList());
    assertEquals(List.of(bytes), read.get(0).items());
    assertEquals(List.of("field", "value"), texts(read.get(1)));
    assertEquals(List.of("two", "0.10000000000000001", "one", "1764374400123"), texts(read.get(2)));
    assertEquals(List.of("member"), texts(read.get(3)));
    assertEquals(List.of("first", "second"), texts(read.get(4)));
    assertEquals(List.of("2-0"), texts(read.get(5)));
    assertTrue(read.stream().allMatch(part -> part.left().isEmpty()));
  }

  @Test
  void key_thatExpires_isReadWithWhatIsLeft() {
    redis.ask(Command.SET, "text", "value", "PX", 3_600_000);
    OptionalLong left = get(script.run(List.of("text"))).get(0).left();
    assertTrue(left.orElseThrow() > 0 && left.getAsLong() <= 3_600_000, left::toString);
  }

  @Test
  void key_thatIsNotThere_isLeftOut() {
    redis.ask(Command.SET, "there", "value");
    List<Part> read = get(script.run(List.of("gone", "there")));
    assertEquals(List.of("there"), read.stream().map(Part::key).toList());
  }

  private static List<String> texts(Part part) {
    return part.items().stream().map(Buffer::toString).toList();
  }
}
