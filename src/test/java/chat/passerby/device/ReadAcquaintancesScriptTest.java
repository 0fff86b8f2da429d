package chat.passerby.device;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.RedisFixture;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAcquaintancesScriptTest extends RedisFixture {
  private static final DeviceId ANNA = new DeviceId("anna");
  private static final String RECENT = "passerby:device:{anna}:recent";
  private static final String BLOCKED = "passerby:device:{anna}:blocked";
  private static final String POOL = "passerby:device:{anna}:pool";
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);
  private static final Instant OLDEST = NOW.minusSeconds(300);

  ReadAcquaintancesScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void device_unknown_hasMetNobodyAndLeavesNoKey() {
    assertEquals(Acquaintances.NONE, read());
    assertEquals(List.of(), redis.keys());
  }

  @Test
  void device_known_isReadWhole() {
    Instant ended = OLDEST.plusMillis(1);
    redis.ask(Command.ZADD, RECENT, ended.toEpochMilli(), "ben", NOW.toEpochMilli(), "cleo");
    redis.ask(Command.ZADD, BLOCKED, NOW.toEpochMilli() + 1, "dan");
    redis.ask(Command.SET, POOL, "elsewhere");
    Acquaintances expected =
        new Acquaintances(
            Set.of(new DeviceId("dan")),
            Map.of(new DeviceId("ben"), ended, new DeviceId("cleo"), NOW),
            Optional.of("elsewhere"));
    assertEquals(expected, read());
    assertEquals(expected, read());
    assertEquals(List.of(BLOCKED, POOL, RECENT), redis.keys());
  }

  @Test
  void device_thatHasReported_isKnownForIt() {
    get(new DeviceNotes(redis.link()).reported(ANNA, Duration.ofMinutes(1)));
    assertTrue(read().hasReported());
    long expiry = redis.number(Command.PTTL, "passerby:device:{anna}:reported");
    assertTrue(expiry > 0 && expiry <= 60_000, () -> expiry + " ms");
  }

  @Test
  void whatHasComeOfAge_isLeftOut() {
    redis.ask(Command.ZADD, RECENT, OLDEST.toEpochMilli(), "ben");
    redis.ask(Command.ZADD, BLOCKED, NOW.toEpochMilli(), "dan");
    assertEquals(Acquaintances.NONE, read());
    // Reading writes nothing: what is old goes with the next that is added, or expires.
    assertEquals(List.of(BLOCKED, RECENT), redis.keys());
  }

  private Acquaintances read() {
    return get(new ReadAcquaintancesScript(redis.runner()).run(ANNA, OLDEST, NOW));
  }
}
