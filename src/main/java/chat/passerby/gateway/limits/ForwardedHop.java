package chat.passerby.gateway.limits;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one entry of {@code X-Forwarded-For}. No standard says what it may look like; this takes
 * what proxies write: an address of either kind, with or without a port, brackets, a zone or
 * quotation marks. The ports are those of RFC 7239, section 6.3.
 */
final class ForwardedHop {
  /** The longest address with a zone, brackets, a port and quotation marks is shorter. */
  private static final int MAX_CHARS = 128;

  private static final String PORT = "(?::(?:\\d{1,5}|_[A-Za-z0-9._-]+))?";
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]+)]" + PORT);
  private static final Pattern IPV4 = Pattern.compile("([0-9.]+)" + PORT);

  private ForwardedHop() {}

  /** The address in an entry; empty when there is none, as in {@code unknown}. */
  static Optional<InetAddress> read(String entry) {
    String text = unquoted(entry.strip());
    if (text.length() > MAX_CHARS) {
      return Optional.empty();
    }
    Matcher bracketed = BRACKETED.matcher(text);
    if (bracketed.matches()) {
      return address(bracketed.group(1)).filter(address -> bracketed.group(1).contains(":"));
    }
    Matcher ipv4 = IPV4.matcher(text);
    return address(ipv4.matches() ? ipv4.group(1) : text);
  }

  /** Reads an address, which may have a zone (RFC 4007, section 11). */
  static Optional<InetAddress> address(String text) {
    int zone = text.indexOf('%');
    if (zone >= 0 && !text.contains(":")) {
      return Optional.empty();
    }
    String bare = zone < 0 ? text : text.substring(0, zone);
    if (bare.startsWith("[")) {
      return Optional.empty();
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
    return bytes == null ? Optional.empty() : Optional.of(Network.address(bytes));
  }

  private static String unquoted(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1).strip()
        : text;
  }
}
