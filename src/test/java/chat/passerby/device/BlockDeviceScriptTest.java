package chat.passerby.device;

import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisFixture;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.RedisUnavailableException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockDeviceScriptTest extends RedisFixture {
  private static final DeviceId ANNA = new DeviceId("anna");
  private static final DeviceId BEN = new DeviceId("ben");
  private static final String KEY = "passerby:device:{anna}:blocked";
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  private final BlockDeviceScript block;

  BlockDeviceScriptTest(@TempDir Path data) {
    super(data);
    block = new BlockDeviceScript(redis.runner());
  }

  @Test
  void device_blocked_isSoForThirtyDays() {
    assertTrue(get(block.run(ANNA, BEN, NOW)));
    assertEquals(Set.of(BEN), blockedAt(NOW.plus(MONTH).minusMillis(1)));
    assertEquals(Set.of(), blockedAt(NOW.plus(MONTH)));
  }

  @Test
  void key_ofBlocks_expiresWithTheNewest() {
    get(block.run(ANNA, BEN, NOW));
    long expiry = redis.number(Command.PTTL, KEY);
    assertTrue(expiry > 0 && expiry <= MONTH.toMillis(), () -> expiry + " ms");
    assertEquals(List.of(KEY), redis.keys());
  }

  @Test
  void device_blockedAgain_isSoForLonger() {
    get(block.run(ANNA, BEN, NOW));
    assertTrue(get(block.run(ANNA, BEN, NOW.plusSeconds(1))));
    assertTrue(get(block.run(ANNA, BEN, NOW)), "a write that was postponed");
    assertEquals(Set.of(BEN), blockedAt(NOW.plus(MONTH)));
  }

  @Test
  void device_overTheLimit_isNotBlockedAndNoneIsLetGo() {
    fill();
    assertFalse(get(block.run(ANNA, BEN, NOW)));
    assertTrue(get(block.run(ANNA, new DeviceId("device0"), NOW)), "it is blocked already");
    assertEquals(Acquaintances.MAX_BLOCKED, blockedAt(NOW).size());
    assertFalse(blockedAt(NOW).contains(BEN));
  }

  @Test
  void device_whileMemoryIsShort_isNotBlockedAnewAndKeepsItsBlocks() {
    get(block.run(ANNA, BEN, NOW));
    redis.ask(Command.CONFIG, "SET", "maxmemory", redis.usedMemory() * 10 / 9);
    try {
      failure(RedisUnavailableException.class, block.run(ANNA, new DeviceId("cleo"), NOW));
      assertTrue(get(block.run(ANNA, BEN, NOW.plusSeconds(1))), "it is blocked already");
      assertEquals(Set.of(BEN), blockedAt(NOW));
      redis.ask(Command.CONFIG, "SET", "maxmemory", redis.usedMemory() * 2);
      assertTrue(get(block.run(ANNA, new DeviceId("cleo"), NOW)));
    } finally {
      redis.ask(Command.CONFIG, "SET", "maxmemory", "0");
    }
  }

  @Test
  void device_overTheLimit_isBlockedOnceOldBlocksHaveEnded() {
    fill();
    assertTrue(get(block.run(ANNA, BEN, NOW.plus(MONTH))));
    assertEquals(Set.of(BEN), blockedAt(NOW.plus(MONTH)));
  }

  @Test
  void callers_atOnceForTheLastPlace_areOneWinner() {
    fill();
    redis.ask(Command.ZREM, KEY, "device0");
    BlockDeviceScript other = new BlockDeviceScript(new ScriptRunner(redis.connect()));
    List<Future<Boolean>> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> (i % 2 == 0 ? block : other).run(ANNA, new DeviceId("late" + i), NOW))
            .toList();
    assertEquals(1, answers.stream().map(Eventually::get).filter(was -> was).count());
  }

  private void fill() {
    IntStream.range(0, Acquaintances.MAX_BLOCKED)
        .mapToObj(i -> block.run(ANNA, new DeviceId("device" + i), NOW))
        .toList()
        .forEach(Eventually::get);
  }

  private Set<DeviceId> blockedAt(Instant now) {
    return get(new ReadAcquaintancesScript(redis.runner()).run(ANNA, now, now)).blocked();
  }
}
