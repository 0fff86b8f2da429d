package chat.passerby.redis.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
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
    "unix:/run/redis.sock?password=hush, unix:/run/redis.sock",
    "redis+sentinel://me:hush@a|b:1/main?db=2, redis+sentinel://[redacted]@a:26379|b:1/main",
    "redis+sentinel://a/main?sentinel_password=hush, redis+sentinel://a:26379/main",
    "rediss+cluster://:hush@a|[::1]:7, rediss+cluster://[redacted]@a:6379|[::1]:7"
  })
  void endpoint_printed_hidesItsSecrets(String uri, String printed) {
    assertEquals(printed.replace('|', ','), new RedisEndpoint(uri.replace('|', ',')).toString());
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
        "unix:",
        "redis+sentinel://hush:26379",
        "redis+sentinel://hush:26379/",
        "redis+sentinel://hush:26379/main/more",
        "redis+sentinel:///main",
        "redis+sentinel://hush,/main",
        "redis+sentinel://my_hush/main",
        "redis+sentinel://:hu%sh@a/main",
        "redis+sentinel://:hu/sh@a/main",
        "redis+sentinel://hush/main?db=hush",
        "redis+sentinel://hush/main?db=",
        "redis+sentinel://hush/main?password=hush",
        "redis+sentinel://hush/main?sentinel_user=hush",
        "redis+sentinel://hush/main?sentinel_password=hu%sh",
        "redis+cluster://",
        "redis+cluster://hush:port",
        "redis+cluster://:hu sh@a",
        "redis+cluster://hush/1",
        "redis+cluster://hush?db=1",
        "redis+other://hush"
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

  @Test
  void sentinelGroup_hasALoginForItsServersAndOneForItsSentinels() {
    RedisGroup group = group("redis+sentinel://me:pw@a,b:1/main?db=2&sentinel_password=s@%40+");
    assertEquals(
        List.of(
            new RedisEndpoint("redis://:s%40%40%2B@a:26379"),
            new RedisEndpoint("redis://:s%40%40%2B@b:1")),
        group.known());
    assertEquals("main", group.master());
    assertEquals(new RedisEndpoint("redis://me:pw@10.0.0.1:7/2"), group.server("10.0.0.1", 7));
  }

  @Test
  void cluster_hasOneLoginForAll() {
    RedisGroup group = group("rediss+cluster://:pw@a,b:1");
    assertEquals(
        List.of(new RedisEndpoint("rediss://:pw@a:6379"), new RedisEndpoint("rediss://:pw@b:1")),
        group.known());
    assertEquals(new RedisEndpoint("rediss://:pw@[::1]:7"), group.server("::1", 7));
  }

  private static RedisGroup group(String uri) {
    return new RedisEndpoint(uri).group().orElseThrow();
  }
}
