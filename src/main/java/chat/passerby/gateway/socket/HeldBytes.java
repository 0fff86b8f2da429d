package chat.passerby.gateway.socket;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all connections of a node hold together: messages that have not come to their end, and
 * frames that clients have not read. Each connection has bounds of its own; this one holds when
 * many are at theirs at once. One for all event loops.
 */
public final class HeldBytes {
  /** Which part of the heap they may fill. */
  private static final int PART = 4;

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  /** With a limit that fits the heap of this JVM. */
  public HeldBytes() {
    this(Runtime.getRuntime().maxMemory() / PART);
  }

  HeldBytes(long limit) {
    this.limit = limit;
  }

  /** Counts more in; false, and nothing is counted, when that is too much. */
  boolean add(long bytes) {
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    remove(bytes);
    return false;
  }

  void remove(long bytes) {
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }
}
