package chat.passerby.redis;

import static chat.passerby.redis.Eventually.get;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Why no script of ours answers with a big number of RESP3 ({@code (} and digits):
 * vertx-redis-client 5.0.10 takes the digits' own bytes for the number, and tells of no error. When
 * this test fails, the client has been mended, and the rule in {@code LuaScriptsTest} can go.
 */
class BigNumberTest extends RedisFixture {
  private static final String DIGITS = "12345678901234567890123";

  BigNumberTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void bigNumber_ofAScript_isReadAsTheBytesOfItsDigits() {
    Script script = Script.of("big", "redis.setresp(3)\nreturn {big_number = '" + DIGITS + "'}");
    Response reply = get(redis.runner().run(script, List.of(), List.of()));
    assertEquals(ResponseType.NUMBER, reply.type());
    assertEquals(new BigInteger(DIGITS.getBytes(US_ASCII)), reply.toBigInteger());
  }

  @Test
  void bigNumber_asText_isReadAsItIs() {
    Script script = Script.of("text", "return '" + DIGITS + "'");
    Response reply = get(redis.runner().run(script, List.of(), List.of()));
    assertEquals(DIGITS, reply.toString());
  }
}
