package chat.passerby.web;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An origin (RFC 6454) in the form in which two can be compared: lower case, no dot behind the
 * host, an IPv6 address in its shortest form, and always a port.
 *
 * @param host an IPv6 address stands in brackets
 */
public record WebOrigin(String scheme, String host, int port) {
  /** Far longer than a host may be (RFC 1035, section 2.3.4). */
  private static final int MAX_CHARS = 300;

  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([^/?#@\\s]+)", Pattern.CASE_INSENSITIVE);

  /** A host and perhaps a port (RFC 9110, section 7.2); the port may be empty. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{0,5}))?");

  private static final int MAX_PORT = 65_535;

  /** Reads what stands in {@code Origin}; empty for {@code null} and for what is no origin. */
  public static Optional<WebOrigin> read(String text) {
    Matcher parts = ORIGIN.matcher(text);
    if (text.length() > MAX_CHARS || !parts.matches()) {
      return Optional.empty();
    }
    return at(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2));
  }

  /**
   * Reads an origin as an operator may write it: with a slash at its end, or with letters that a
   * browser would write in Punycode (RFC 3492).
   */
  public static Optional<WebOrigin> readSetting(String text) {
    String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    int host = bare.indexOf("://") + 3;
    if (bare.chars().allMatch(c -> c < 0x80)) {
      return read(bare);
    }
    try {
      return read(bare.substring(0, host) + IDN.toASCII(bare.substring(host)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a page of this origin comes from the server that {@code authority}, a {@code Host}
   * header, names. A port that is left out there is the one that this origin's scheme implies: the
   * scheme itself cannot be compared, since a proxy may have taken the TLS off.
   */
  public boolean isOf(@Nullable String authority) {
    return authority != null
        && authority.length() <= MAX_CHARS
        && at(scheme, authority).filter(this::equals).isPresent();
  }

  /** As browsers write it: the default port of the scheme is left out. */
  @Override
  public String toString() {
    return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
  }

  private static Optional<WebOrigin> at(String scheme, String authority) {
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String digits = parts.group(2);
    int port = digits == null || digits.isEmpty() ? defaultPort(scheme) : Integer.parseInt(digits);
    return port > MAX_PORT
        ? Optional.empty()
        : host(parts.group(1)).map(host -> new WebOrigin(scheme, host, port));
  }

  private static Optional<String> host(String text) {
    if (text.startsWith("[")) {
      return ipv6(text.substring(1, text.length() - 1)).map(address -> "[" + address + "]");
    }
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return name.isEmpty() ? Optional.empty() : Optional.of(name.toLowerCase(Locale.ROOT));
  }

  private static Optional<String> ipv6(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    if (bytes == null || bytes.length != 16) {
      return Optional.empty();
    }
    try {
      return Optional.of(NetUtil.toAddressString(Inet6Address.getByAddress(null, bytes, -1)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address.", e);
    }
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }
}
