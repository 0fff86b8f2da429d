package chat.passerby.moderation;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256, in hexadecimal, of the seal of the report before and the evidence of this one: nothing
 * can be changed, inserted or removed afterwards without breaking every later seal.
 */
record Seal(String hex) {
  /** Before the first report. */
  static final Seal NONE = new Seal("");

  /** The seal of the next report. */
  Seal next(Buffer evidence) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(hex.getBytes(StandardCharsets.US_ASCII));
      return new Seal(HexFormat.of().formatHex(digest.digest(evidence.getBytes())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
