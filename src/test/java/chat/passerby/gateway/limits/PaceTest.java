package chat.passerby.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who is slowed down, by how much, and how soon it is forgiven. */
class PaceTest {
  private static final Duration LOOK = Duration.ofSeconds(3);
  private static final SessionId SESSION = new SessionId("anna");

  private final MovableClock clock = new MovableClock();
  private final Paces paces = new Paces();
  private final Haste haste = haste(SESSION, LOOK);

  @Test
  void looks_tooShortTimeAndAgain_mustGrowToHalfAMinute() {
    List<Long> seconds = new ArrayList<>();
    for (int room = 0; room < Pace.FREE + 8; room++) {
      seconds.add(press(Duration.ZERO).toSeconds());
      clock.advance(haste.lookLeft(clock.instant()));
    }
    assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L), seconds.subList(0, Pace.FREE));
    assertEquals(
        List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L), seconds.subList(Pace.FREE, seconds.size()));
  }

  @Test
  void look_askedFor_countsFromTheMatch() {
    hurry(Pace.FREE + 2);
    assertEquals(Duration.ofMillis(3_500), press(Duration.ofMillis(500)));
    clock.advance(Duration.ofMillis(3_499));
    assertEquals(Duration.ofMillis(1), haste.lookLeft(clock.instant()));
    clock.advance(Duration.ofMillis(1));
    assertEquals(Duration.ZERO, haste.lookLeft(clock.instant()));
  }

  @Test
  void presses_againInTheSameRoom_countOnce() {
    hurry(Pace.FREE);
    assertEquals(Duration.ofSeconds(1), press(Duration.ZERO));
    for (int i = 0; i < 100; i++) {
      haste.leaving(clock.instant());
    }
    assertEquals(Duration.ofSeconds(1), haste.lookLeft(clock.instant()));
  }

  @Test
  void look_longEnough_halvesTheCount() {
    hurry(Pace.FREE + 6);
    assertEquals(Duration.ZERO, press(LOOK));
    int count = (Pace.FREE + 6) / 2;
    hurry(Pace.FREE - count);
    assertEquals(Duration.ofSeconds(1), press(Duration.ZERO));
  }

  @Test
  void look_aMomentTooShort_isHasty() {
    hurry(Pace.FREE + 2);
    assertEquals(Duration.ofMillis(1_001), press(LOOK.minusMillis(1)));
  }

  @Test
  void room_thatThePartnerEnds_doesNotCount() {
    hurry(Pace.FREE);
    for (int room = 0; room < 20; room++) {
      haste.matched(clock.instant());
      haste.excused(clock.instant());
      haste.leaving(clock.instant());
      assertEquals(Duration.ZERO, haste.lookLeft(clock.instant()));
    }
    assertEquals(Duration.ofSeconds(1), press(Duration.ZERO));
    haste.excused(clock.instant());
    assertEquals(Duration.ZERO, haste.lookLeft(clock.instant()), "there is nobody left to look at");
    assertEquals(Duration.ofSeconds(2), press(Duration.ZERO));
  }

  @Test
  void session_onANewConnection_goesOnAsBefore() {
    hurry(Pace.FREE + 3);
    haste.matched(clock.instant());
    haste.leaving(clock.instant());
    assertEquals(Duration.ofSeconds(8), haste(SESSION, LOOK).lookLeft(clock.instant()));
    assertEquals(Duration.ZERO, haste(new SessionId("ben"), LOOK).lookLeft(clock.instant()));
  }

  @Test
  void session_calmForLong_isForgotten() {
    hurry(Pace.FREE + 3);
    assertEquals(1, paces.size());
    clock.advance(Paces.MEMORY.plusSeconds(1));
    assertEquals(Duration.ZERO, haste.lookLeft(clock.instant()));
    assertEquals(0, paces.size());
  }

  @Test
  void sessions_tooMany_forgetTheEldest() {
    for (int i = 0; i < Paces.MOST + 10; i++) {
      Haste other = haste(new SessionId("visitor" + i), LOOK);
      other.matched(clock.instant());
      other.leaving(clock.instant());
    }
    Instant now = clock.instant();
    assertEquals(Pace.CALM, paces.of(new SessionId("visitor9"), now));
    assertEquals(1, paces.of(new SessionId("visitor10"), now).hasty());
    assertEquals(Paces.MOST, paces.size());
  }

  @Test
  void look_ofNoLength_slowsNobody() {
    Haste free = haste(SESSION, Duration.ZERO);
    for (int room = 0; room < 100; room++) {
      free.matched(clock.instant());
      free.leaving(clock.instant());
      assertEquals(Duration.ZERO, free.lookLeft(clock.instant()));
    }
  }

  /** Half of all looks are shorter than the usual one, as is the nature of a median. */
  @Test
  void visitor_withUsualLooks_isSlowedInFewerThanOneInAHundred() {
    Random random = new Random(3);
    int presses = 200_000;
    int slowed = 0;
    for (int i = 0; i < presses; i++) {
      double medians = -Math.log(1 - random.nextDouble()) / Math.log(2);
      Duration left = press(Duration.ofNanos((long) (medians * LOOK.toNanos())));
      slowed += left.isZero() ? 0 : 1;
      clock.advance(left);
    }
    double share = (double) slowed / presses;
    assertTrue(0 < share && share < 0.01, share + " were slowed");
  }

  /** Goes on at once so many times, waiting as asked. */
  private void hurry(int rooms) {
    for (int room = 0; room < rooms; room++) {
      clock.advance(press(Duration.ZERO));
    }
  }

  /** Looks, and wants to go on: how long to look still. */
  private Duration press(Duration look) {
    haste.matched(clock.instant());
    clock.advance(look);
    haste.leaving(clock.instant());
    return haste.lookLeft(clock.instant());
  }

  private Haste haste(SessionId session, Duration look) {
    return new Haste(
        paces,
        session,
        look,
        Haste.searches(0, clock),
        new Newcomers(new ShieldBook()),
        new DeviceId("device"));
  }
}
