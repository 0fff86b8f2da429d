package chat.passerby.gateway.limits;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells visitors apart by address, for limits only: an IPv4 address, or the /64 network of an IPv6
 * address, which is what one household or phone gets (RFC 6177). Never stored or logged.
 */
public final class ClientAddress {
  private static final int IPV6_NETWORK_BYTES = 8;

  private final List<Network> proxies;
  private final Runnable unreadable;

  private ClientAddress(List<Network> proxies, Runnable unreadable) {
    this.proxies = proxies;
    this.unreadable = unreadable;
  }

  /**
   * @param proxies whose {@code X-Forwarded-For} is believed
   */
  static ClientAddress behind(List<Network> proxies) {
    return behind(proxies, () -> {});
  }

  /**
   * Finds addresses behind these proxies.
   *
   * @param proxies whose {@code X-Forwarded-For} is believed
   * @param unreadable called when one of them has written what is no address
   */
  public static ClientAddress behind(List<Network> proxies, Runnable unreadable) {
    return new ClientAddress(List.copyOf(proxies), unreadable);
  }

  /** The address that counts for a request. */
  public InetAddress of(HttpServerRequest request) {
    return of(address(request.remoteAddress()), request.headers().getAll("X-Forwarded-For"));
  }

  /**
   * Whether a connection may say for whom it is.
   *
   * @param peer who has made it
   * @param said for whom, by the PROXY protocol; the peer itself without that
   */
  boolean believes(SocketAddress peer, SocketAddress said) {
    return said.equals(peer) || (said.hostAddress() != null && isProxy(address(peer)));
  }

  /** The address that counts for a connection before any request; none if a proxy has made it. */
  Optional<InetAddress> ofPeer(SocketAddress peer) {
    return Optional.of(address(peer)).filter(own -> !isProxy(own)).map(ClientAddress::network);
  }

  /** The address that counts for a request that came through a proxy; none for any other. */
  public Optional<InetAddress> proxied(HttpServerRequest request) {
    return isProxy(address(request.remoteAddress())) ? Optional.of(of(request)) : Optional.empty();
  }

  /**
   * The address that counts when {@code peer} has sent these lines of {@code X-Forwarded-For}, the
   * same as one line of them all (RFC 9110, section 5.3): whoever reads only the first one reads
   * what the client wrote.
   */
  InetAddress of(InetAddress peer, List<String> forwarded) {
    // Each proxy appends the peer it saw, so the last entry that is not a proxy of ours is the
    // client; anything before it was written by the client itself. A quotation mark does not keep
    // a comma from parting two entries: a client could swallow what its proxy appends with one.
    String[] hops = String.join(",", forwarded).split(",", -1);
    InetAddress client = peer;
    for (int i = hops.length - 1; i >= 0 && isProxy(client); i--) {
      // An empty element of a list means nothing (RFC 9110, section 5.6.1.2).
      if (hops[i].isBlank()) {
        continue;
      }
      Optional<InetAddress> hop = ForwardedHop.read(hops[i]);
      if (hop.isEmpty()) {
        unreadable.run();
        break;
      }
      client = hop.get();
    }
    return network(client);
  }

  private static InetAddress address(SocketAddress peer) {
    return ForwardedHop.address(peer.hostAddress()).orElseThrow();
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(network -> network.contains(address));
  }

  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
    return Network.address(bytes);
  }
}
