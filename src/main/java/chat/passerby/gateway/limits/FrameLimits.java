package chat.passerby.gateway.limits;

import chat.passerby.protocol.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast one client may send, from the handshake on. Every WebSocket frame counts, by itself and
 * by its bytes: whole messages, fragments of them, pings and pongs.
 *
 * <p>A message over the limit is refused and the client told when to send it again. What cannot be
 * refused, a control frame or a fragment, has as much again, and at least 50 a second, before it is
 * abuse: whoever is refused messages must still be able to answer a ping.
 */
public final class FrameLimits {
  /** Frames are this long on average at most. */
  private static final int FRAME_BYTES = 16 * 1024;

  private static final int BURST_SECONDS = 2;

  /** A second, over the limit, however low that is. */
  private static final int CONTROL_FRAMES = 50;

  private static final FrameLimits NONE = new FrameLimits(null, null, null);

  private final @Nullable Allowance frames;
  private final @Nullable Allowance bytes;
  private final @Nullable Allowance excess;

  private FrameLimits(
      @Nullable Allowance frames, @Nullable Allowance bytes, @Nullable Allowance excess) {
    this.frames = frames;
    this.bytes = bytes;
    this.excess = excess;
  }

  /**
   * The limits of one connection.
   *
   * @param framesPerSecond in the long run; 0 is no limit
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public static FrameLimits of(int framesPerSecond, LongSupplier nanoTime) {
    if (framesPerSecond == 0) {
      return NONE;
    }
    long burst = (long) BURST_SECONDS * framesPerSecond;
    long bytesPerSecond = (long) FRAME_BYTES * framesPerSecond;
    return new FrameLimits(
        new Allowance(framesPerSecond, burst, nanoTime),
        new Allowance(
            bytesPerSecond,
            Math.max(BURST_SECONDS * bytesPerSecond, 4 * Limits.FRAME_BYTES),
            nanoTime),
        new Allowance(
            Math.max(framesPerSecond, CONTROL_FRAMES),
            Math.max(burst, BURST_SECONDS * CONTROL_FRAMES),
            nanoTime));
  }

  /** Counts a message; when it is over the limit, says after how long it would not be. */
  public Optional<Duration> message(int length) {
    long wait = take(length);
    // Told in whole milliseconds, and never too early.
    return wait == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(1 + TimeUnit.NANOSECONDS.toMillis(wait)));
  }

  /** Counts a control frame or a fragment; false when there are too many. */
  public boolean piece(int length) {
    return take(length) == 0 || excess == null || excess.take(1) == 0;
  }

  private long take(int length) {
    if (frames == null || bytes == null) {
      return 0;
    }
    return Math.max(frames.take(1), bytes.take(length));
  }
}
