package chat.passerby.visit.state;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.device.Acquaintances;
import chat.passerby.device.DeviceMemory;
import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.RealRedis;
import chat.passerby.time.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class KnownDevicesTest {
  private static final DeviceId ANNA = new DeviceId("anna");
  private static final DeviceId BEN = new DeviceId("ben");
  private static final String ANNAS = "passerby:device:{anna}:blocked";

  private final RealRedis redis;
  private final MovableClock clock = new MovableClock();

  KnownDevicesTest(@TempDir Path data) {
    redis = RealRedis.start(data);
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
  void partner_met_isKnownHereAtOnceAndElsewhereOnceRead() {
    Instant now = now();
    known(ANNA).met(BEN, now);
    Known elsewhere = known(ANNA);
    assertFalse(elsewhere.isRead());
    assertTrue(get(elsewhere.read()));
    assertEquals(Map.of(BEN, now), elsewhere.now().recent());
    assertTrue(elsewhere.isRead());
    assertFalse(get(elsewhere.read()), "nothing new");
  }

  @Test
  void partner_met_isForgottenAfterTheWindow() {
    Known known = known(ANNA);
    known.met(BEN, now());
    assertEquals(Set.of(BEN), known.now().recent().keySet());
    // Behind what was written, which must not come in the middle of another test.
    get(known.read());
    clock.advance(Duration.ofMinutes(5));
    assertEquals(Map.of(), known.now().recent());
  }

  @Test
  void partner_withoutAWindow_isNotWrittenDown() {
    Known known = known(ANNA, Duration.ZERO);
    known.met(BEN, now());
    assertEquals(Map.of(), known.now().recent());
    get(known.read());
    assertEquals(List.of(), redis.keys());
  }

  @Test
  void device_isNoPartnerOfItsOwn() {
    Known known = known(ANNA);
    known.met(ANNA, now());
    get(known.read());
    assertEquals(Acquaintances.NONE, known.now());
  }

  @Test
  void block_isKnownToBothSides() {
    Known known = known(ANNA);
    known.block(BEN, () -> {});
    assertTrue(known.isBlocked(BEN) && known.isBlockedHere(BEN));
    await("both are written", () -> redis.keys().size() == 2);
    Known bens = known(BEN);
    get(bens.read());
    assertTrue(bens.isBlocked(ANNA));
    assertFalse(bens.isBlockedHere(ANNA), "it was not Ben who blocked");
  }

  @Test
  void block_overTheLimit_isUndoneAndSaidSo() {
    fill();
    Known known = known(ANNA);
    AtomicBoolean undone = new AtomicBoolean();
    known.block(BEN, () -> undone.set(true));
    await("it is undone", undone::get);
    assertFalse(known.isBlocked(BEN) || known.isBlockedHere(BEN));
    assertEquals(List.of(ANNAS), redis.keys());
    get(known.read());
    assertFalse(known.mayBlock(BEN));
    assertTrue(known.mayBlock(new DeviceId("device0")));
  }

  @Test
  void pool_isReadWithTheRest() {
    redis.ask(Command.SET, "passerby:device:{anna}:pool", "elsewhere");
    Known known = known(ANNA);
    assertEquals(Optional.empty(), known.pool());
    assertTrue(get(known.read()));
    assertEquals(Optional.of("elsewhere"), known.pool());
  }

  private void fill() {
    long until = now().plusSeconds(60).toEpochMilli();
    for (int i = 0; i < Acquaintances.MAX_BLOCKED; i++) {
      redis.ask(Command.ZADD, ANNAS, until, "device" + i);
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.instant().toEpochMilli());
  }

  private Known known(DeviceId device) {
    return known(device, Duration.ofMinutes(5));
  }

  private Known known(DeviceId device, Duration window) {
    return new Known(device, window);
  }

  /** A visit's knowledge whose questions are answered by the real Redis. */
  private final class Known {
    private final DeviceId device;
    private final DeviceMemory memory;
    private final Effects effects = new Effects();
    private final KnownDevices known;

    Known(DeviceId device, Duration window) {
      this.device = device;
      this.memory = new DeviceMemory(redis.runner(), window, clock);
      this.known = new KnownDevices(device, window, effects, clock::instant);
    }

    Future<Boolean> read() {
      Promise<Boolean> changed = Promise.promise();
      known.read().onSuccess(changed::complete);
      carryOut();
      return changed.future();
    }

    void met(DeviceId partner, Instant at) {
      known.met(partner, at);
      carryOut();
    }

    void block(DeviceId blocked, Runnable undone) {
      known.block(blocked, undone);
      carryOut();
    }

    Acquaintances now() {
      return known.now();
    }

    boolean isRead() {
      return known.isRead();
    }

    boolean isBlocked(DeviceId other) {
      return known.isBlocked(other);
    }

    boolean isBlockedHere(DeviceId other) {
      return known.isBlockedHere(other);
    }

    boolean mayBlock(DeviceId other) {
      return known.mayBlock(other);
    }

    Optional<String> pool() {
      return known.pool();
    }

    private void carryOut() {
      for (Effect effect : effects.take()) {
        Effect.Ask ask = (Effect.Ask) effect;
        answer(ask.question())
            .onSuccess(
                value -> effects.answer(new Input.Answer(ask.id(), new Result.Answered<>(value))));
      }
    }

    private Future<?> answer(Question<?> question) {
      return switch (question) {
        case Question.ReadDevice read -> memory.read(device);
        case Question.RememberPartner met ->
            memory.remember(device, met.partner(), met.ended()).map(new Question.Done());
        case Question.Block block -> memory.block(device, block.device());
        default -> throw new AssertionError(question);
      };
    }
  }
}
