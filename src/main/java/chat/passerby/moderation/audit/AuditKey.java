package chat.passerby.moderation.audit;

import chat.passerby.settings.Secret;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the audit is keyed with: HMAC-SHA-256 (RFC 2104), with a key for each purpose, all derived
 * from one secret. Whoever can write to Redis but has not the secret can neither change an entry
 * nor add one.
 */
public final class AuditKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID_CHARS = 8;

  private final SecretKeySpec chain;
  private final SecretKeySpec evidence;
  private final SecretKeySpec checkpoint;
  private final String id;

  public AuditKey(Secret secret) {
    this.chain = derive(secret, "chain");
    this.evidence = derive(secret, "evidence");
    this.checkpoint = derive(secret, "checkpoint");
    this.id = hex(mac(derive(secret, "key id"), Buffer.buffer())).substring(0, ID_CHARS);
  }

  /** Which secret this is, without telling it. */
  String id() {
    return id;
  }

  /** Stands for evidence; see {@link Commitment}. */
  public Commitment commit(Buffer bytes) {
    return new Commitment(hex(mac(evidence, bytes)));
  }

  /** Whether a commitment was made to these bytes. */
  public boolean isOf(Commitment commitment, Buffer bytes) {
    return equal(commitment.hex(), commit(bytes).hex());
  }

  ChainMac next(ChainMac before, Buffer entry) {
    Buffer all = Buffer.buffer().appendString(before.hex()).appendByte((byte) 0);
    return new ChainMac(hex(mac(chain, all.appendBuffer(entry))));
  }

  String sign(long number, ChainMac mac) {
    return hex(mac(checkpoint, Buffer.buffer().appendLong(number).appendString(mac.hex())));
  }

  static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static SecretKeySpec derive(Secret secret, String purpose) {
    SecretKeySpec key = new SecretKeySpec(secret.bytes(), ALGORITHM);
    return new SecretKeySpec(mac(key, Buffer.buffer("passerby audit " + purpose)), ALGORITHM);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] mac(SecretKeySpec key, Buffer bytes) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(bytes.getBytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + ALGORITHM + ".", e);
    }
  }
}
