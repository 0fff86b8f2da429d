package chat.passerby.gateway.http;

import chat.passerby.settings.UnfitException;
import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a STUN or TURN server: {@code stun:} and {@code stuns:} (RFC 7064), {@code turn:}
 * and {@code turns:} (RFC 7065).
 *
 * <p>Browsers throw for an address they cannot read, and then no call works. So this takes what
 * they take, and less: hosts that no resolver knows are refused as well.
 *
 * @param text as clients are given it: scheme and transport in lower case
 * @param relays whether it is a TURN server, which asks for credentials
 */
public record IceUri(String text, boolean relays) {
  private static final Pattern PARTS =
      Pattern.compile("(?<scheme>[A-Za-z]+):(?<server>[^?]*)(?:\\?(?<query>.*))?", Pattern.DOTALL);
  private static final Pattern SERVER =
      Pattern.compile("(?<host>\\[[^\\]]*\\]|[^:\\[\\]]*)(?::(?<port>[^:]*))?");
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,254}$)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

  /** A name that ends like this is an IPv4 address, or meant to be one. */
  private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?[0-9]+\\.?");

  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final int MAX_PORT = 65_535;

  /** What is repeated of an address at most. */
  private static final int SHOWN_CHARS = 100;

  /**
   * Reads an address.
   *
   * @throws UnfitException when browsers would not take it; names the address, but for a user name,
   *     a password and the values of parameters
   */
  public static IceUri parse(String text) {
    Matcher parts = PARTS.matcher(text);
    String scheme = parts.matches() ? parts.group("scheme").toLowerCase(Locale.ROOT) : "";
    boolean relays = scheme.equals("turn") || scheme.equals("turns");
    if (!relays && !scheme.equals("stun") && !scheme.equals("stuns")) {
      throw unfit(
          text,
          "does not begin with stun:, stuns:, turn: or turns:, such as turn:turn.example.org");
    }
    String server = server(text, parts.group("server"));
    String query = transport(text, Optional.ofNullable(parts.group("query")), relays);
    return new IceUri(scheme + ":" + server + query, relays);
  }

  private static String server(String text, String server) {
    if (text.contains("@")) {
      throw unfit(
          text, "has a user in it: leave that out, credentials are made with PASSERBY_TURN_SECRET");
    }
    if (server.contains("/")) {
      throw unfit(text, "has a slash: the host follows the colon, and nothing follows the port");
    }
    if (server.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
      throw unfit(text, "has a space or control character: commas separate the entries");
    }
    Matcher parts = SERVER.matcher(server);
    if (!parts.matches()) {
      throw unfit(
          text, "has colons or brackets that do not fit: IPv6 is written turn:[2001:db8::1]");
    }
    String port = parts.group("port");
    return host(text, parts.group("host")) + (port == null ? "" : ":" + port(text, port));
  }

  private static String host(String text, String host) {
    if (host.isEmpty()) {
      throw unfit(text, "has no host");
    }
    if (host.startsWith("[")) {
      String address = host.substring(1, host.length() - 1);
      if (address.contains("%") || !NetUtil.isValidIpV6Address(address)) {
        throw unfit(text, "has something other than an IPv6 address in brackets");
      }
    } else if (NUMERIC_END.matcher(host).matches()) {
      if (!NetUtil.isValidIpV4Address(host)) {
        throw unfit(text, "has an IPv4 address that is none");
      }
    } else if (!NAME.matcher(host).matches()) {
      throw unfit(
          text, "has a host that is no name: letters, digits, hyphens and dots; xn-- for others");
    }
    return host;
  }

  private static int port(String text, String port) {
    int number = PORT.matcher(port).matches() ? Integer.parseInt(port) : 0;
    if (number < 1 || number > MAX_PORT) {
      throw unfit(text, "has a port that is none: it is a number from 1 to " + MAX_PORT);
    }
    return number;
  }

  private static String transport(String text, Optional<String> query, boolean relays) {
    if (query.isEmpty()) {
      return "";
    }
    if (!relays) {
      throw unfit(text, "has a question mark: only turn: and turns: take ?transport=");
    }
    return switch (query.get().toLowerCase(Locale.ROOT)) {
      case "transport=udp" -> "?transport=udp";
      case "transport=tcp" -> "?transport=tcp";
      default ->
          throw unfit(
              text, "has a parameter that is not known: only ?transport=udp or ?transport=tcp is");
    };
  }

  private static UnfitException unfit(String text, String reason) {
    return new UnfitException("\"" + shown(text) + "\" " + reason);
  }

  /** Whoever writes a password into an address must not find it in the log. */
  private static String shown(String text) {
    int user = text.lastIndexOf('@');
    String open = user < 0 ? text : "…" + text.substring(user);
    String shown = open.replaceFirst("(?s)\\?.*", "?…").replaceAll("\\p{Cntrl}", "?");
    return shown.length() > SHOWN_CHARS ? shown.substring(0, SHOWN_CHARS) + "…" : shown;
  }

  @Override
  public String toString() {
    return text;
  }
}
