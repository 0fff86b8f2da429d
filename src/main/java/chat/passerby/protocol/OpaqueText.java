package chat.passerby.protocol;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The form that all ids share: 1 to 64 characters of {@code [A-Za-z0-9._~:-]}, with no meaning
 * inside.
 */
public final class OpaqueText {
  public static final int MAX_LENGTH = 64;

  /** 128 bits, so that ids made by different nodes never collide. */
  private static final int RANDOM_BYTES = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private OpaqueText() {}

  /** Makes a new unguessable text of 22 characters. */
  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Returns the text itself when it has the form of an id.
   *
   * @throws IllegalArgumentException when it does not; the message leaves the text out, which may
   *     be anything
   */
  static String checked(String text, String noun) {
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          "A " + noun + " must be 1 to 64 characters of A-Z a-z 0-9 . _ ~ : -");
    }
    return text;
  }

  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isAllowed(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '~'
        || c == ':'
        || c == '-';
  }
}
