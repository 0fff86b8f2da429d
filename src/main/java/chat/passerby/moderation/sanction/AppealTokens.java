package chat.passerby.moderation.sanction;

import chat.passerby.protocol.OpaqueText;
import chat.passerby.protocol.SanctionId;
import chat.passerby.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What lets a visitor appeal without an account. Every node can make both forms from the sanction's
 * id alone, since they are keyed by the secret that all nodes share.
 *
 * <ul>
 *   <li>A token, {@code id~mac}, which the page keeps.
 *   <li>A code of ten characters such as {@code 7K3QM-0XV9T}, which a person can write down. It has
 *       50 bits, so whoever takes codes must limit how many are tried. Redis keeps a hash of it.
 * </ul>
 */
public final class AppealTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final char SEPARATOR = '~';
  private static final int MAC_BYTES = 16;
  private static final int CODE_LENGTH = 10;

  /** Crockford's alphabet: no letter in it looks like a digit. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int BITS = 5;

  private final SecretKeySpec key;

  public AppealTokens(Secret secret) {
    // A key of its own: nothing else that is signed with the secret can pass as a token.
    this.key =
        new SecretKeySpec(
            mac(new SecretKeySpec(secret.bytes(), ALGORITHM), "passerby appeal"), ALGORITHM);
  }

  /** The token for an appeal against a sanction. */
  public String token(SanctionId sanction) {
    return sanction.value() + SEPARATOR + signature(sanction.value());
  }

  /** The sanction that a token is for, when it is ours. */
  public Optional<SanctionId> open(String token) {
    int at = token.lastIndexOf(SEPARATOR);
    if (at < 1 || !OpaqueText.isValid(token)) {
      return Optional.empty();
    }
    String id = token.substring(0, at);
    byte[] expected = signature(id).getBytes(StandardCharsets.US_ASCII);
    byte[] given = token.substring(at + 1).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, given)
        ? Optional.of(new SanctionId(id))
        : Optional.empty();
  }

  /** The code for an appeal against a sanction, as people read it. */
  public String code(SanctionId sanction) {
    byte[] mac = mac(key, "code " + sanction.value());
    StringBuilder code = new StringBuilder(CODE_LENGTH + 1);
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = (bits << Byte.SIZE) | (mac[i] & 0xFF);
    }
    for (int i = 0; i < CODE_LENGTH; i++) {
      if (i == CODE_LENGTH / 2) {
        code.append('-');
      }
      code.append(ALPHABET.charAt((int) ((bits >>> (i * BITS)) & ((1 << BITS) - 1))));
    }
    return code.toString();
  }

  /** Under which hash Redis keeps a code as a person has typed it; empty when it is none. */
  Optional<String> hash(String typed) {
    String plain =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    boolean isCode =
        plain.length() == CODE_LENGTH && plain.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    return isCode
        ? Optional.of(HexFormat.of().formatHex(Arrays.copyOf(mac(key, "hash " + plain), MAC_BYTES)))
        : Optional.empty();
  }

  /** The same for a sanction's own code. */
  String hash(SanctionId sanction) {
    return hash(code(sanction)).orElseThrow();
  }

  private String signature(String id) {
    byte[] full = mac(key, "token " + id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, MAC_BYTES));
  }

  private static byte[] mac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + ALGORITHM + ".", e);
    }
  }
}
