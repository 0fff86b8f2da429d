package chat.passerby.cluster.peer;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.UnfitException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a node takes direct links from others.
 *
 * @param host an address of this machine that the other nodes reach; none when messages go through
 *     Redis alone
 * @param port 0 is any free port
 */
public record PeerSettings(Optional<String> host, int port) {
  private static final String OFF = "none";

  /** An address and no name, which would have to be looked up. */
  private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){0,3}|.*:.*");

  private static final Setting<Optional<String>> HOST =
      Setting.of(
          "PASSERBY_LINK_HOST",
          PeerSettings::host,
          Optional.of("127.0.0.1"),
          "127.0.0.1",
          "one address or name of this machine, such as 10.0.0.7, or none",
          "the address of this machine on which other nodes reach it directly, which is told to"
              + " them through Redis: as it is, only nodes of the same machine do. Messages between"
              + " nodes that do not reach each other go through Redis; `none`: all of them");
  private static final Setting<Integer> PORT =
      Setting.integer("PASSERBY_LINK_PORT", 0, 0, 65535, "the port of that; 0 is any free port");

  /** Every setting of this package. */
  public static final List<Setting<?>> ALL = List.of(HOST, PORT);

  /** No direct links. */
  public static final PeerSettings NONE = new PeerSettings(Optional.empty(), 0);

  /** What {@code settings} say. */
  public static PeerSettings from(Settings settings) {
    return new PeerSettings(settings.get(HOST), settings.get(PORT));
  }

  private static Optional<String> host(String text) {
    if (text.equals(OFF)) {
      return Optional.empty();
    }
    if (LITERAL.matcher(text).matches() && isEverywhere(text)) {
      throw new UnfitException(
          "it must be one address of this machine: others cannot connect to all of them");
    }
    return Optional.of(text);
  }

  private static boolean isEverywhere(String literal) {
    try {
      return Stream.of(InetAddress.getAllByName(literal)).anyMatch(InetAddress::isAnyLocalAddress);
    } catch (UnknownHostException e) {
      return false; // Listening will say so.
    }
  }
}
