package chat.passerby.protocol;

import java.time.Duration;

/**
 * What a session may send and how long it is waited for, as told in {@code welcome}.
 *
 * @param frameBytes the largest frame, in bytes
 * @param textChars the longest {@code text} of a chat, in Unicode code points
 * @param framesPerSecond the frames a second in the long run; 0 is no limit
 * @param nextPerMinute the {@code next} frames a minute in the long run; 0 is no limit
 * @param grace how long a session whose connection dropped may come back
 */
public record Limits(
    int frameBytes, int textChars, int framesPerSecond, int nextPerMinute, Duration grace) {
  /** The largest frame of this version of the protocol, in bytes. */
  public static final int FRAME_BYTES = 64 * 1024;

  /** The longest {@code text} of a chat in this version of the protocol, in Unicode code points. */
  public static final int TEXT_CHARS = 2000;
}
