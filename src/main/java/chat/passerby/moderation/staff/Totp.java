package chat.passerby.moderation.staff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes by the time (RFC 6238): SHA-1, six digits, a step of 30 seconds, and one step
 * either way for clocks that differ. SHA-1 is what every app knows, and safe in an HMAC.
 */
final class Totp {
  private static final String ALGORITHM = "HmacSHA1";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** RFC 4226, section 4, asks for 160 bits. */
  static final int KEY_BYTES = 20;

  static final long STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;
  private static final int WINDOW = 1;
  private static final Pattern CODE = Pattern.compile("[0-9]{" + DIGITS + "}");
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  static byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return key;
  }

  /** The code of a step. */
  static String code(byte[] key, long step) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + ALGORITHM + ".", e);
    }
  }

  static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
  }

  /** The step whose code this is, if it is one of now; takes as long whether it is or not. */
  static OptionalLong check(byte[] key, String code, Instant now) {
    boolean isCode = CODE.matcher(code).matches();
    byte[] given = code.getBytes(StandardCharsets.UTF_8);
    OptionalLong found = OptionalLong.empty();
    long current = step(now);
    for (long step = current - WINDOW; step <= current + WINDOW; step++) {
      byte[] expected = code(key, step).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(expected, given) && isCode) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** What an app reads from a QR code. */
  static String uri(StaffName name, byte[] key) {
    return "otpauth://totp/Passerby:"
        + name.value()
        + "?secret="
        + base32(key)
        + "&issuer=Passerby&algorithm=SHA1&digits="
        + DIGITS
        + "&period="
        + STEP_SECONDS;
  }

  /** Without padding (RFC 4648, section 6). */
  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte each : bytes) {
      bits = (bits << 8) | (each & 0xff);
      held += 8;
      while (held >= 5) {
        held -= 5;
        text.append(BASE32.charAt((bits >> held) & 31));
      }
      bits &= (1 << held) - 1;
    }
    if (held > 0) {
      text.append(BASE32.charAt((bits << (5 - held)) & 31));
    }
    return text.toString();
  }
}
