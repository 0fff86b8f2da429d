package chat.passerby.matchmaking.pairing;

import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import java.time.Instant;

/** The real time, for somebody who wants to know when it is looked at. */
final class WatchedClock implements NodeClock {
  private final NodeClock clock = new SystemClock();
  private final Runnable looked;

  WatchedClock(Runnable looked) {
    this.looked = looked;
  }

  @Override
  public long nanos() {
    return clock.nanos();
  }

  @Override
  public Instant instant() {
    looked.run();
    return clock.instant();
  }

  @Override
  public Instant wall() {
    return clock.wall();
  }
}
