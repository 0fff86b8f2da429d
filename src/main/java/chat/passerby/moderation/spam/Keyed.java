package chat.passerby.moderation.spam;

import chat.passerby.settings.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes that nobody can make without the secret: 64 bits of HMAC-SHA-256 (RFC 2104). */
final class Keyed {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param purpose keeps these hashes apart from all else that is made with the secret
   */
  Keyed(Secret secret, String purpose) {
    byte[] own =
        mac(
            new SecretKeySpec(secret.bytes(), ALGORITHM),
            purpose.getBytes(StandardCharsets.US_ASCII));
    this.key = new SecretKeySpec(own, ALGORITHM);
  }

  long hash(byte[] data) {
    return ByteBuffer.wrap(mac(key, data)).getLong();
  }

  private static byte[] mac(SecretKeySpec key, byte[] data) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(data);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("Any bytes are a key.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + ALGORITHM + ".", e);
    }
  }
}
