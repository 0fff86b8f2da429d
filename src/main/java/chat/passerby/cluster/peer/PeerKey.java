package chat.passerby.cluster.peer;

import chat.passerby.packed.PackedWriter;
import chat.passerby.settings.Secret;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What nodes prove to each other that they know: a key made from the secret that signs tokens, for
 * links alone. All that is made from it covers who links to whom and a fresh number of each side,
 * so nothing that was heard once is of use for another link.
 */
public final class PeerKey {
  /** Length of the fresh number of each side, in bytes. */
  static final int NONCE_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String DOMAIN = "passerby link 1 ";

  private final SecretKeySpec key;

  /**
   * @param tokens the secret that signs session tokens, which all nodes share
   */
  public PeerKey(Secret tokens) {
    this.key =
        new SecretKeySpec(
            mac(new SecretKeySpec(tokens.bytes(), ALGORITHM), DOMAIN + "key", Buffer.buffer()),
            ALGORITHM);
  }

  /** A number that nobody can foresee. */
  static byte[] nonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    return nonce;
  }

  /** What both sides know of a link by the end of its handshake. */
  Buffer subject(PeerHello hello, Buffer answerNonce) {
    return new PackedWriter().bytes(hello.pack()).bytes(answerNonce).packed();
  }

  /** Proof of the side that has opened the link. */
  byte[] openerProof(Buffer subject) {
    return mac(key, DOMAIN + "opener", subject);
  }

  /** Proof of the side that was asked for the link. */
  byte[] ownerProof(Buffer subject) {
    return mac(key, DOMAIN + "owner", subject);
  }

  /** Seals what the opener sends. */
  SecretKeySpec openerSeal(Buffer subject) {
    return new SecretKeySpec(mac(key, DOMAIN + "opener seal", subject), "AES");
  }

  /** Seals what the owner sends. */
  SecretKeySpec ownerSeal(Buffer subject) {
    return new SecretKeySpec(mac(key, DOMAIN + "owner seal", subject), "AES");
  }

  /** Compares in a time that tells nothing. */
  static boolean matches(byte[] proof, Buffer given) {
    return MessageDigest.isEqual(proof, given.getBytes());
  }

  private static byte[] mac(SecretKeySpec key, String label, Buffer subject) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(label.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      return mac.doFinal(subject.getBytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + ALGORITHM + ".", e);
    }
  }
}
