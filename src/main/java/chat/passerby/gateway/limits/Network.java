package chat.passerby.gateway.limits;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of addresses in CIDR form (RFC 4632).
 *
 * @param base an address in it
 * @param prefix how many leading bits all of its addresses share
 */
public record Network(InetAddress base, int prefix) {

  /** Reads {@code 10.0.0.0/8}, {@code fd00::/8}, {@code [fd00::]/8} or a single address. */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean bracketed = address.startsWith("[") && address.endsWith("]");
    byte[] bytes =
        NetUtil.createByteArrayFromIpAddressString(
            bracketed ? address.substring(1, address.length() - 1) : address);
    if (bytes == null) {
      throw new IllegalArgumentException(text + " is not an address");
    }
    int bits = bytes.length * Byte.SIZE;
    InetAddress base = address(bytes);
    // An IPv4 address in IPv6's clothes has become one of four bytes.
    int mapped = bits - base.getAddress().length * Byte.SIZE;
    int prefix = (slash < 0 ? bits : prefix(text, text.substring(slash + 1))) - mapped;
    if (prefix < 0 || prefix > bits - mapped) {
      throw new IllegalArgumentException(text + " has an impossible prefix length");
    }
    return new Network(base, prefix);
  }

  private static int prefix(String text, String digits) {
    if (!digits.matches("\\d{1,3}")) {
      throw new IllegalArgumentException(text + " has an impossible prefix length");
    }
    return Integer.parseInt(digits);
  }

  boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if ((mine[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }

  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("An address has 4 or 16 bytes.", e);
    }
  }
}
