package chat.passerby.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Names a browser across sessions, so that blocks and bans outlive a page reload. Those that are
 * made now say in which minute, so that one that is new here can be told from one that is not.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._~:-]}, opaque
 */
public record DeviceId(String value) {
  /** Before the minute; never among the random characters. */
  private static final char MADE = '.';

  private static final long SECONDS = 60;

  /**
   * Refuses a value of another form with an {@link IllegalArgumentException} that does not repeat
   * it.
   */
  public DeviceId {
    OpaqueText.checked(value, "device id");
  }

  /** Makes a new id of 128 random bits. */
  public static DeviceId random() {
    return new DeviceId(OpaqueText.random());
  }

  /** Makes a new id, also of 128 random bits, that says when it was made. */
  public static DeviceId made(Instant now) {
    long minute = now.getEpochSecond() / SECONDS;
    return new DeviceId(OpaqueText.random() + MADE + Long.toString(minute, Character.MAX_RADIX));
  }

  /** The minute in which it was made; empty for one that an earlier build has made. */
  public Optional<Instant> made() {
    int at = value.lastIndexOf(MADE);
    if (at < 0) {
      return Optional.empty();
    }
    try {
      long minute = Long.parseLong(value.substring(at + 1), Character.MAX_RADIX);
      return Optional.of(Instant.ofEpochSecond(Math.multiplyExact(minute, SECONDS)));
    } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the bare value. */
  @Override
  public String toString() {
    return value;
  }
}
