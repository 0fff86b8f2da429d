package chat.passerby.device;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisFixture;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberPartnerScriptTest extends RedisFixture {
  private static final DeviceId ANNA = new DeviceId("anna");
  private static final DeviceId BEN = new DeviceId("ben");
  private static final DeviceId CLEO = new DeviceId("cleo");
  private static final String KEY = "passerby:device:{anna}:recent";
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final RememberPartnerScript remember;

  RememberPartnerScriptTest(@TempDir Path data) {
    super(data);
    remember = new RememberPartnerScript(redis.runner());
  }

  @Test
  void partner_met_isRememberedForTheWindow() {
    assertEquals(1, remember(BEN, NOW));
    assertEquals(Map.of(BEN, NOW), remembered());
    assertEquals(List.of("passerby:device:{anna}:met", KEY), redis.keys());
    long expiry = redis.number(Command.PTTL, KEY);
    assertTrue(expiry > 0 && expiry <= WINDOW.toMillis(), () -> expiry + " ms");
  }

  @Test
  void partner_metAgain_countsFromTheLaterChat() {
    remember(BEN, NOW.minusSeconds(10));
    assertEquals(1, remember(BEN, NOW));
    assertEquals(1, remember(BEN, NOW.minusSeconds(5)), "a write that was postponed");
    assertEquals(Map.of(BEN, NOW), remembered());
  }

  @Test
  void partners_met_areCountedOnceEach() {
    remember(BEN, NOW);
    remember(BEN, NOW.plusSeconds(1));
    remember(CLEO, NOW);
    DeviceNotes notes = new DeviceNotes(redis.link());
    assertEquals(OptionalLong.of(2), get(notes.met(ANNA)));
    assertEquals(OptionalLong.empty(), get(notes.met(BEN)));
    long expiry = redis.number(Command.PTTL, "passerby:device:{anna}:met");
    assertTrue(expiry > 0 && expiry <= Duration.ofDays(1).toMillis(), () -> expiry + " ms");
  }

  @Test
  void partner_ofBeforeTheWindow_isForgotten() {
    get(remember.run(ANNA, BEN, NOW.minus(WINDOW), NOW.minus(WINDOW), WINDOW));
    remember(CLEO, NOW);
    assertEquals(Map.of(CLEO, NOW), remembered());
    assertEquals(1, redis.number(Command.ZCARD, KEY));
  }

  @Test
  void partners_tooMany_leaveTheNewest() {
    int more = Acquaintances.MAX_RECENT + 10;
    for (int i = 0; i < more; i++) {
      remember(new DeviceId("device" + i), NOW.minusSeconds(more - i));
    }
    assertEquals(Acquaintances.MAX_RECENT, remember(new DeviceId("device" + (more - 1)), NOW));
    assertEquals("device10", redis.answer(Command.ZRANGE, KEY, 0, 0).get(0).toString());
  }

  @Test
  void callers_atOnce_areAllRemembered() {
    RememberPartnerScript other = new RememberPartnerScript(new ScriptRunner(redis.connect()));
    List<Future<Long>> answers =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    (i % 2 == 0 ? remember : other)
                        .run(ANNA, new DeviceId("device" + i / 2), NOW, NOW, WINDOW))
            .toList();
    answers.forEach(Eventually::get);
    assertEquals(20, remembered().size());
  }

  private long remember(DeviceId partner, Instant ended) {
    return get(remember.run(ANNA, partner, ended, NOW, WINDOW));
  }

  private Map<DeviceId, Instant> remembered() {
    return get(new ReadAcquaintancesScript(redis.runner()).run(ANNA, NOW.minus(WINDOW), NOW))
        .recent();
  }
}
