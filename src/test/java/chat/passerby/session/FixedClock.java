package chat.passerby.session;

import chat.passerby.time.NodeClock;
import java.time.Instant;

/**
 * A clock that stands still.
 *
 * @param instant the time that this node measures with
 * @param wall the time of day as its machine's clock tells it
 */
record FixedClock(Instant instant, Instant wall) implements NodeClock {
  @Override
  public long nanos() {
    return 0;
  }
}
