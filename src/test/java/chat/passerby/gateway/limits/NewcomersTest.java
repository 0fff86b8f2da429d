package chat.passerby.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.shield.Shield;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.moderation.shield.ShieldMeasure;
import chat.passerby.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewcomersTest {
  private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
  private static final DeviceId NEW = DeviceId.made(START.minusSeconds(600));
  private static final DeviceId KNOWN = DeviceId.made(START.minus(Duration.ofHours(2)));
  private static final DeviceId OF_AN_EARLIER_BUILD = DeviceId.random();

  private final ShieldBook shield = new ShieldBook();
  private final Newcomers newcomers = new Newcomers(shield);

  @Test
  void newDevice_waitsBeforeItsFirstSearchAndBetweenTwo() {
    raise();
    assertEquals(Newcomers.PAUSE, newcomers.left(NEW, START));
    assertEquals(Duration.ofSeconds(15), newcomers.left(NEW, START.plusSeconds(5)));
    Instant then = START.plus(Newcomers.PAUSE);
    assertEquals(Duration.ZERO, newcomers.left(NEW, then));
    newcomers.searched(NEW, then);
    assertEquals(Newcomers.PAUSE, newcomers.left(NEW, then));
    assertEquals(Duration.ZERO, newcomers.left(NEW, then.plus(Newcomers.PAUSE)));
  }

  @Test
  void device_thatIsNotNew_doesNotWait() {
    raise();
    assertEquals(Duration.ZERO, newcomers.left(KNOWN, START));
    assertEquals(Duration.ZERO, newcomers.left(OF_AN_EARLIER_BUILD, START));
    assertEquals(0, newcomers.size());
  }

  @Test
  void nobody_withoutAShield_waits() {
    assertEquals(Duration.ZERO, newcomers.left(NEW, START));
    raise();
    assertEquals(Newcomers.PAUSE, newcomers.left(NEW, START));
    assertEquals(Duration.ZERO, newcomers.left(NEW, START.plus(Duration.ofHours(1))));
    shield.lowered();
    assertEquals(Duration.ZERO, newcomers.left(NEW, START));
  }

  @Test
  void memory_isBoundedInNumberAndTime() {
    raise();
    for (int i = 0; i < Newcomers.MOST + 10; i++) {
      newcomers.left(DeviceId.made(START), START);
    }
    assertEquals(Newcomers.MOST, newcomers.size());
    newcomers.left(NEW, START.plus(Duration.ofMinutes(10)));
    assertEquals(1, newcomers.size());
    shield.lowered();
    newcomers.sweep(START.plus(Duration.ofMinutes(20)));
    assertEquals(0, newcomers.size());
  }

  private void raise() {
    Instant until = START.plus(Duration.ofHours(1));
    shield.raised(
        new Shield(Set.of(ShieldMeasure.SLOW_NEW_DEVICES), "mia", "A raid.", START, until), until);
  }
}
