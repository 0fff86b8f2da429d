package chat.passerby.moderation.staff;

import java.time.Instant;

/** What an app for one-time codes shows. */
public final class OneTimeCode {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private OneTimeCode() {}

  /**
   * The code of a moment.
   *
   * @param uri as enrolment gives it
   */
  public static String of(String uri, Instant now) {
    return Totp.code(key(uri), Totp.step(now));
  }

  static byte[] key(String uri) {
    String text = uri.replaceAll(".*secret=([A-Z2-7]+)&.*", "$1");
    byte[] key = new byte[Totp.KEY_BYTES];
    for (int bit = 0; bit < key.length * 8; bit++) {
      int value = BASE32.indexOf(text.charAt(bit / 5));
      key[bit / 8] |= (byte) (((value >> (4 - bit % 5)) & 1) << (7 - bit % 8));
    }
    return key;
  }
}
