package chat.passerby.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisEndpointTest {

  @ParameterizedTest
  @CsvSource({
    "redis://localhost, redis://localhost",
    "redis://:hush@localhost:6380/2, redis://[redacted]@localhost:6380/2",
    "rediss://me:hush@redis.example, rediss://[redacted]@redis.example",
    "redis://[::1]:6379?password=hush, redis://[::1]:6379",
    "unix:/run/redis.sock?password=hush, unix:/run/redis.sock"
  })
  void endpoint_printed_hidesItsSecrets(String uri, String printed) {
    assertEquals(printed, new RedisEndpoint(uri).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hush",
        "hush:6379",
        "http://hush:6379",
        "redis:hush",
        "redis://",
        "redis://hu sh",
        "redis://:hu%sh@localhost",
        "redis://localhost/hush",
        "redis://my_hush:6379",
        "unix:"
      })
  void uri_thatNoClientCanUse_isRefusedAndNotRepeated(String uri) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new RedisEndpoint(uri));
    assertFalse(String.valueOf(refusal.getMessage()).contains("hush"), refusal.getMessage());
  }

  @Test
  void plusInPassword_forTheClient_isEscaped() {
    assertEquals(
        "redis://a%2Bb:c%2Bd@host/1?client=x",
        new RedisEndpoint("redis://a+b:c+d@host/1").connectionString("x"));
    assertEquals(
        "unix:/a+b?password=p&client=x",
        new RedisEndpoint("unix:/a+b?password=p").connectionString("x"));
  }
}
