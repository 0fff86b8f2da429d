package chat.passerby.session;

import chat.passerby.protocol.DeviceId;
import chat.passerby.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs device ids, so that a client can keep its own but not make one up: {@code id~mac}, the mac
 * being 128 bits of HMAC-SHA-256 (RFC 2104, truncated as its section 5 allows).
 */
public final class DeviceSeal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final char SEPARATOR = '~';
  private static final int MAC_BYTES = 16;
  private static final int MAX_LENGTH = 64;

  private final SecretKeySpec key;

  public DeviceSeal(Secret secret) {
    // A key of its own: a token's signature can then never pass as a device's.
    this.key = new SecretKeySpec(mac(secret.bytes(), "passerby device"), ALGORITHM);
  }

  /** The form that the client is given and sends again. */
  public String seal(DeviceId device) {
    return device.value() + SEPARATOR + signature(device.value());
  }

  /** The device, when the signature is ours. */
  public Optional<DeviceId> open(String sealed) {
    int at = sealed.lastIndexOf(SEPARATOR);
    if (at < 1 || sealed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String id = sealed.substring(0, at);
    byte[] expected = signature(id).getBytes(StandardCharsets.US_ASCII);
    byte[] given = sealed.substring(at + 1).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given)
        ? Optional.of(new DeviceId(id))
        : Optional.empty();
  }

  private String signature(String id) {
    byte[] full = mac(key.getEncoded(), id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, MAC_BYTES));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + ALGORITHM + ".", e);
    }
  }
}
