package chat.passerby.cluster.peer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node takes direct links, as it tells the others.
 *
 * @param host a name or an address; IPv6 without brackets
 */
public record PeerAddress(String host, int port) {
  private static final int LAST_PORT = 65_535;
  private static final Pattern TEXT = Pattern.compile("(.+):([0-9]{1,5})");

  /** Reads what {@link #text} wrote; nothing for text of another kind. */
  public static Optional<PeerAddress> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(new PeerAddress(parts.group(1), Integer.parseInt(parts.group(2))))
            .filter(address -> address.port >= 1 && address.port <= LAST_PORT)
        : Optional.empty();
  }

  /** The address as {@code host:port}. */
  public String text() {
    return host + ":" + port;
  }
}
