package chat.passerby.time;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The clock of a node. Somebody may set the machine's clock at any time, by seconds or by hours, so
 * no span is ever measured with it.
 */
public interface NodeClock {
  /**
   * A number of nanoseconds that only grows, with an origin of its own in each process; as with
   * {@link System#nanoTime}, only differences have a meaning.
   */
  long nanos();

  /** As {@link #nanos}, in whole milliseconds. */
  default long millis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos());
  }

  /**
   * Now, in a time that all nodes agree on, and that goes on with {@link #nanos} whatever anybody's
   * clock does. It is close to the time of day, and may be used for spans, sent to other nodes, and
   * shown.
   */
  Instant instant();

  /**
   * The time of day as the machine's clock tells it, which may jump either way: only for what
   * another system compares with its own time of day.
   */
  Instant wall();
}
