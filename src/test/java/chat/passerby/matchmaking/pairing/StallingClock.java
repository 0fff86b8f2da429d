package chat.passerby.matchmaking.pairing;

import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A clock that keeps whoever looks at it, from when it is told to until it is told to go on. */
final class StallingClock implements NodeClock {
  private final NodeClock clock = new SystemClock();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private volatile boolean stalls;
  private volatile boolean asleep;

  void stall() {
    stalls = true;
  }

  void goOn() {
    goOn.countDown();
  }

  boolean isAsleep() {
    return asleep;
  }

  @Override
  public long nanos() {
    return clock.nanos();
  }

  @Override
  public Instant instant() {
    if (stalls) {
      asleep = true;
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return clock.instant();
  }

  @Override
  public Instant wall() {
    return clock.wall();
  }
}
