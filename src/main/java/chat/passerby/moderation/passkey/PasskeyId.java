package chat.passerby.moderation.passkey;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a passkey in our addresses, in Redis and in the audit: a hash of what its authenticator
 * calls it, which may be as long as 1,023 bytes.
 *
 * @param value 43 characters of base64url
 */
public record PasskeyId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** Reads an id; empty for what is none. */
  public static Optional<PasskeyId> read(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new PasskeyId(text)) : Optional.empty();
  }

  /**
   * The id of a passkey.
   *
   * @param credentialId as its authenticator calls it
   */
  static PasskeyId of(byte[] credentialId) {
    return new PasskeyId(hash(credentialId));
  }

  /** SHA-256 in base64url. */
  static String hash(byte[] bytes) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must have SHA-256.", e);
    }
  }
}
