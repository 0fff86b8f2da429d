package chat.passerby.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A key that must never be shown: it prints as {@code [redacted]} and compares in constant time.
 */
public final class Secret {
  /** The shortest key that is accepted, in bytes; shorter ones can be guessed. */
  public static final int MIN_BYTES = 16;

  private final byte[] bytes;

  /**
   * Takes a copy of {@code bytes}.
   *
   * @throws IllegalArgumentException if there are fewer than {@link #MIN_BYTES}
   */
  public Secret(byte[] bytes) {
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException("A secret has at least " + MIN_BYTES + " bytes.");
    }
    this.bytes = bytes.clone();
  }

  /** The secret whose bytes are {@code text} in UTF-8. */
  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of the key's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
