package chat.passerby.moderation.passkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A browser with an authenticator that holds one passkey. It does as it is told, also what no
 * honest one would do.
 */
public final class SoftAuthenticator {
  /** Flags of authenticator data (Web Authentication, section 6.1). */
  public static final int PRESENT = 0x01;

  public static final int VERIFIED = 0x04;
  public static final int SYNCED = 0x08;
  private static final int ATTESTED = 0x40;
  private static final int RSA_BYTES = 256;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Kind kind;
  private final KeyPair keys;
  private final byte[] id = new byte[20];
  private byte[] userHandle = {};

  /** Where the page is, as the browser says. */
  public String origin;

  /** Signed instead of what the options ask for, when not empty. */
  public String domain = "";

  public String challenge = "";
  public String type = "";

  public int flags = PRESENT | VERIFIED;
  public int count = 1;
  public boolean crossOrigin;

  /** Whether it signs its own attestation, although nobody asks for that. */
  public boolean attestsItself;

  /** A kind of key, with its number in COSE (RFC 9053, RFC 8812). */
  public enum Kind {
    ES256(-7, "SHA256withECDSA"),
    EDDSA(-8, "Ed25519"),
    RS256(-257, "SHA256withRSA");

    private final int algorithm;
    private final String signature;

    Kind(int algorithm, String signature) {
      this.algorithm = algorithm;
      this.signature = signature;
    }
  }

  public SoftAuthenticator(String origin) {
    this(origin, Kind.ES256);
  }

  public SoftAuthenticator(String origin, Kind kind) {
    this(origin, kind, newKeys(kind));
    RANDOM.nextBytes(id);
  }

  private SoftAuthenticator(String origin, Kind kind, KeyPair keys) {
    this.origin = origin;
    this.kind = kind;
    this.keys = keys;
  }

  private static KeyPair newKeys(Kind kind) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(
              switch (kind) {
                case ES256 -> "EC";
                case EDDSA -> "Ed25519";
                case RS256 -> "RSA";
              });
      if (kind == Kind.ES256) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      if (kind == Kind.RS256) {
        generator.initialize(8 * RSA_BYTES);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same passkey, as an authenticator has it that has copied it. */
  public SoftAuthenticator copy() {
    SoftAuthenticator other = new SoftAuthenticator(origin, kind, keys);
    other.takeIdOf(this);
    return other;
  }

  /** Has the passkey stand for another account. */
  public void pretend(String handle) {
    userHandle = handle.getBytes(StandardCharsets.US_ASCII);
  }

  /** Takes the next login for one of that authenticator, as somebody who has read its id can. */
  public void takeIdOf(SoftAuthenticator other) {
    System.arraycopy(other.id, 0, id, 0, id.length);
    userHandle = other.userHandle;
  }

  /** What {@code navigator.credentials.create} gives, as {@code toJSON} writes it. */
  public ObjectNode create(JsonNode options) {
    return create(
        new String(bytes(options.at("/user/id").textValue()), StandardCharsets.US_ASCII),
        options.at("/rp/id").textValue(),
        options.path("challenge").textValue());
  }

  ObjectNode create(String handle, String asked, String given) {
    pretend(handle);
    byte[] client = clientData("webauthn.create", given);
    byte[] data = authenticatorData(asked, true);
    ObjectNode response = JSON.createObjectNode();
    response.put("clientDataJSON", base64(client));
    response.put("attestationObject", base64(attestation(data, client)));
    response.putArray("transports").add("internal");
    // What browsers add, and nobody looks at.
    response.put("publicKeyAlgorithm", kind.algorithm);
    return credential(response);
  }

  /** What {@code navigator.credentials.get} gives. */
  public ObjectNode get(JsonNode options) {
    return get(options.path("rpId").textValue(), options.path("challenge").textValue());
  }

  ObjectNode get(String asked, String given) {
    byte[] client = clientData("webauthn.get", given);
    byte[] data = authenticatorData(asked, false);
    ObjectNode response = JSON.createObjectNode();
    response.put("clientDataJSON", base64(client));
    response.put("authenticatorData", base64(data));
    response.put("signature", base64(sign(data, client)));
    response.put("userHandle", base64(userHandle));
    return credential(response);
  }

  private ObjectNode credential(ObjectNode response) {
    ObjectNode all = JSON.createObjectNode();
    all.put("id", base64(id)).put("rawId", base64(id)).put("type", "public-key");
    all.put("authenticatorAttachment", "platform");
    all.putObject("clientExtensionResults");
    all.set("response", response);
    return all;
  }

  private byte[] clientData(String usualType, String given) {
    ObjectNode data = JSON.createObjectNode();
    data.put("type", type.isEmpty() ? usualType : type);
    data.put("challenge", challenge.isEmpty() ? given : challenge).put("origin", origin);
    data.put("crossOrigin", crossOrigin);
    return data.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(String given, boolean attested) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(sha256((domain.isEmpty() ? given : domain).getBytes(StandardCharsets.UTF_8)));
    all.write(flags | (attested ? ATTESTED : 0));
    all.writeBytes(ByteBuffer.allocate(4).putInt(count).array());
    if (attested) {
      all.writeBytes(new byte[16]);
      all.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
      all.writeBytes(id);
      all.writeBytes(publicKey());
    }
    return all.toByteArray();
  }

  private byte[] publicKey() {
    return switch (kind) {
      case ES256 -> {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        yield map(
            integer(1), integer(2),
            integer(3), integer(kind.algorithm),
            integer(-1), integer(1),
            integer(-2), bytesOf(fixed(point.getAffineX(), 32)),
            integer(-3), bytesOf(fixed(point.getAffineY(), 32)));
      }
      case EDDSA -> {
        byte[] encoded = keys.getPublic().getEncoded();
        yield map(
            integer(1), integer(1),
            integer(3), integer(kind.algorithm),
            integer(-1), integer(6),
            integer(-2), bytesOf(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
      }
      case RS256 -> {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        yield map(
            integer(1), integer(3),
            integer(3), integer(kind.algorithm),
            integer(-1), bytesOf(fixed(key.getModulus(), RSA_BYTES)),
            integer(-2), bytesOf(fixed(key.getPublicExponent(), 3)));
      }
    };
  }

  private byte[] attestation(byte[] data, byte[] client) {
    byte[] statement =
        attestsItself
            ? map(
                text("alg"), integer(kind.algorithm),
                text("sig"), bytesOf(sign(data, client)))
            : map();
    return map(
        text("fmt"), text(attestsItself ? "packed" : "none"),
        text("attStmt"), statement,
        text("authData"), bytesOf(data));
  }

  private byte[] sign(byte[] data, byte[] client) {
    try {
      Signature signature = Signature.getInstance(kind.signature);
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(sha256(client));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] all = new byte[length];
    int from = Math.max(0, bytes.length - length);
    System.arraycopy(bytes, from, all, length - bytes.length + from, bytes.length - from);
    return all;
  }

  /** CBOR (RFC 8949): keys and values by turns. */
  private static byte[] map(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head(5, parts.length / 2));
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] integer(int number) {
    return number < 0 ? head(1, -1 - number) : head(0, number);
  }

  private static byte[] text(String text) {
    return joined(3, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytesOf(byte[] bytes) {
    return joined(2, bytes);
  }

  private static byte[] joined(int type, byte[] bytes) {
    byte[] head = head(type, bytes.length);
    byte[] all = Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    return all;
  }

  private static byte[] head(int type, int value) {
    int major = type << 5;
    if (value < 24) {
      return new byte[] {(byte) (major | value)};
    }
    return value < 256
        ? new byte[] {(byte) (major | 24), (byte) value}
        : new byte[] {(byte) (major | 25), (byte) (value >> 8), (byte) value};
  }

  static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
