package chat.passerby.session;

import chat.passerby.settings.Secret;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names under which things are counted by address in Redis: the same on all nodes, and meaningless
 * without {@code PASSERBY_ADDRESS_SECRET}. An IPv4 address has a name of its own; so has the /64
 * network of an IPv6 address, which is what one household or phone gets (RFC 6177). There are few
 * enough IPv4 addresses to try them all, so only the secret keeps them hidden.
 */
public final class AddressTags {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int NETWORK_BYTES = 8;
  private static final int SITE_BYTES = 6;
  private static final int BLOCK_BYTES = 3;
  private static final int KEY_ID_BYTES = 3;
  private static final int MAC_BYTES = 12;

  private final SecretKeySpec key;
  private final String keyId;

  public AddressTags(Secret secret) {
    byte[] derived = mac(new SecretKeySpec(secret.bytes(), ALGORITHM), bytes("passerby address"));
    this.key = new SecretKeySpec(derived, ALGORITHM);
    this.keyId = shortened(mac(key, bytes("key id")), KEY_ID_BYTES);
  }

  /** The tag of an address, after an id that says with which secret it was made. */
  public AddressTag of(InetAddress address) {
    byte[] whole = address.getAddress();
    byte[] counted = address instanceof Inet6Address ? Arrays.copyOf(whole, NETWORK_BYTES) : whole;
    return new AddressTag(keyId + "." + shortened(mac(key, counted), MAC_BYTES));
  }

  /** The tag of the network round an address: an IPv4 /24, or an IPv6 /48. */
  public AddressTag network(InetAddress address) {
    byte[] prefix =
        Arrays.copyOf(
            address.getAddress(), address instanceof Inet6Address ? SITE_BYTES : BLOCK_BYTES);
    return new AddressTag(keyId + "." + shortened(mac(key, prefix), MAC_BYTES));
  }

  private static String shortened(byte[] mac, int length) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, length));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] mac(SecretKeySpec key, byte[] data) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + ALGORITHM + ".", e);
    }
  }
}
