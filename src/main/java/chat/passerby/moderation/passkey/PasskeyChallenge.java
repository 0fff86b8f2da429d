package chat.passerby.moderation.passkey;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an authenticator has to sign, once (Web Authentication, section 13.4.3). Redis knows it by
 * its hash.
 *
 * @param value 32 random bytes in base64url
 */
public record PasskeyChallenge(String value) {
  /** How long somebody may take to answer. */
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  static PasskeyChallenge random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new PasskeyChallenge(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Reads a challenge; empty for what is none. */
  public static Optional<PasskeyChallenge> read(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new PasskeyChallenge(text))
        : Optional.empty();
  }

  byte[] bytes() {
    return Base64.getUrlDecoder().decode(value);
  }

  /** What Redis knows it by. */
  String hash() {
    return PasskeyId.hash(bytes());
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
