package chat.passerby.matchmaking;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** A clock that keeps whoever looks at it, from when it is told to until it is told to go on. */
final class StallingClock implements InstantSource {
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
  public Instant instant() {
    if (stalls) {
      asleep = true;
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return Instant.now();
  }
}
