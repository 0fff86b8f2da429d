package chat.passerby.cluster.peer;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals or opens what one side of a link sends, frame by frame (AES-GCM, NIST SP 800-38D). The
 * frames are counted on both sides, and the count is the nonce: a frame that was left out, doubled,
 * moved or changed does not open.
 */
final class Seal {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int TAG_BYTES = 16;
  private static final int NONCE_BYTES = 12;

  private final Cipher cipher;
  private final SecretKeySpec key;
  private final byte[] nonce = new byte[NONCE_BYTES];
  private long frames;

  /**
   * @param key of one direction of one link, never used for anything else
   */
  Seal(SecretKeySpec key) {
    this.key = key;
    try {
      this.cipher = Cipher.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + ALGORITHM + ".", e);
    }
  }

  /** A frame with its length in front, ready to be sent. */
  Buffer seal(byte[] head, byte[] body) {
    int length = head.length + body.length + TAG_BYTES;
    byte[] out = new byte[Integer.BYTES + length];
    ByteBuffer.wrap(out).putInt(length);
    try {
      begin(Cipher.ENCRYPT_MODE);
      int done = cipher.update(head, 0, head.length, out, Integer.BYTES);
      cipher.doFinal(body, 0, body.length, out, Integer.BYTES + done);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A frame could not be sealed.", e);
    }
    return Buffer.buffer(out);
  }

  /**
   * What was sealed.
   *
   * @throws GeneralSecurityException for anything but the next frame of the other side
   */
  Buffer open(Buffer sealed) throws GeneralSecurityException {
    begin(Cipher.DECRYPT_MODE);
    return Buffer.buffer(cipher.doFinal(sealed.getBytes()));
  }

  private void begin(int mode) throws GeneralSecurityException {
    ByteBuffer.wrap(nonce).putLong(NONCE_BYTES - Long.BYTES, frames++);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
  }
}
