package chat.passerby.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopLagTest {
  private static final Duration LIMIT = Duration.ofMillis(400);

  /** Such as {@link System#nanoTime} may be: below zero. */
  private long now = -5_000_000_000L;

  private final LoopLag loop = new LoopLag(LIMIT, () -> now);

  @Test
  void loop_onTime_isNotOverloaded() {
    for (int i = 0; i < 100; i++) {
      assertEquals(Duration.ZERO, tick(0));
      assertFalse(loop.isOverloaded());
    }
  }

  @Test
  void loop_justBelowTheLimit_isNotOverloaded() {
    assertEquals(Duration.ofMillis(399), tick(399));
    assertFalse(loop.isOverloaded());
  }

  @Test
  void loop_blockedNow_isOverloadedBeforeItsTick() {
    pass(LoopLag.PERIOD.plus(LIMIT).minusNanos(1));
    assertFalse(loop.isOverloaded());
    pass(Duration.ofNanos(1));
    assertTrue(loop.isOverloaded());
  }

  @Test
  void loop_lateOnce_isOverloadedForASecondOfGoodTicks() {
    tick(400);
    for (int i = 0; i < LoopLag.GOOD_TICKS; i++) {
      assertTrue(loop.isOverloaded());
      tick(199);
    }
    assertFalse(loop.isOverloaded());
  }

  @Test
  void loop_stillHalfAsLate_staysOverloaded() {
    tick(400);
    for (int i = 0; i < LoopLag.GOOD_TICKS - 1; i++) {
      tick(0);
    }
    tick(200);
    assertTrue(loop.isOverloaded());
    for (int i = 0; i < LoopLag.GOOD_TICKS - 1; i++) {
      tick(0);
    }
    assertTrue(loop.isOverloaded());
    tick(0);
    assertFalse(loop.isOverloaded());
  }

  @Test
  void loop_aheadOfItsTime_isNotLate() {
    pass(Duration.ofMillis(10));
    assertEquals(Duration.ZERO, loop.tick());
  }

  @Test
  void limit_ofZero_isNone() {
    LoopLag unlimited = new LoopLag(Duration.ZERO, () -> now);
    pass(Duration.ofHours(1));
    assertFalse(unlimited.isOverloaded());
    assertEquals(Duration.ofHours(1).minus(LoopLag.PERIOD), unlimited.tick());
    assertFalse(unlimited.isOverloaded());
  }

  private Duration tick(int lateMillis) {
    pass(LoopLag.PERIOD.plusMillis(lateMillis));
    return loop.tick();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
