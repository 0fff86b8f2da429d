package chat.passerby.cluster;

import java.time.Duration;

/**
 * How regular this node's own heartbeat has been. Only a node that has been beating without a pause
 * for as long as others may be silent can judge their silence: after a pause of Redis or of this
 * node, everyone's last beat is old.
 */
final class Pulse {
  /** Beats further apart than this break the rhythm. */
  private static final Duration PAUSE = Duration.ofMillis(3 * NodeRegistry.BEAT.toMillis());

  /**
   * A little longer than a node may be silent, so that others can beat first when Redis is back.
   */
  private static final Duration STEADY = NodeRegistry.SILENCE.plus(PAUSE);

  private boolean beating;
  private long firstNanos;
  private long lastNanos;

  /** Takes note of a beat that was answered, at that time of {@link System#nanoTime}. */
  void beat(long nanos) {
    if (!beating || nanos - lastNanos > PAUSE.toNanos()) {
      firstNanos = nanos;
    }
    beating = true;
    lastNanos = nanos;
  }

  /** Whether a beat sent at that time may judge others. */
  boolean isSteady(long nanos) {
    return beating
        && nanos - lastNanos <= PAUSE.toNanos()
        && nanos - firstNanos >= STEADY.toNanos();
  }
}
