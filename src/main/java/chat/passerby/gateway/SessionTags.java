package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.passerby.protocol.SessionId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names sessions in the log, so that the lines of one can be told from those of others. The key is
 * made at the start and never leaves this process, so a tag leads to nobody: not to the session,
 * and not to its tags on other nodes or after a restart.
 */
final class SessionTags {
  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int TAG_BYTES = 6;

  private final SecretKeySpec key;

  SessionTags() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    key = new SecretKeySpec(bytes, HMAC);
  }

  String of(SessionId session) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] hash = mac.doFinal(session.value().getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, TAG_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JVM has HMAC-SHA-256.", e);
    }
  }
}
