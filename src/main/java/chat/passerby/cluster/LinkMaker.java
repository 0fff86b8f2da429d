package chat.passerby.cluster;

import chat.passerby.cluster.peer.PeerAddress;
import chat.passerby.cluster.peer.PeerKey;
import chat.passerby.cluster.peer.PeerLink;
import chat.passerby.cluster.peer.PeerMeters.Way;
import chat.passerby.cluster.peer.Peers;
import chat.passerby.protocol.NodeId;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Makes the direct links of one event loop to other nodes. */
public final class LinkMaker {
  private static final int CONNECT_MILLIS = 2_000;

  private final Vertx vertx;
  private final NodeId self;
  private final Peers peers;
  private final Neighbours neighbours;
  private @Nullable NetClient client;

  public LinkMaker(Vertx vertx, NodeId self, Peers peers, Neighbours neighbours) {
    this.vertx = vertx;
    this.self = self;
    this.peers = peers;
    this.neighbours = neighbours;
  }

  /** Tells of each death, on another thread. */
  void onDeath(Consumer<Set<NodeId>> listener) {
    neighbours.onDeath(listener);
  }

  /** Whether both this node and that one make links. */
  boolean takesLinks(NodeId node) {
    return address(node).isPresent() && peers.key().isPresent();
  }

  private Optional<PeerAddress> address(NodeId node) {
    // On another machine a node may have the loopback address and the port of this one.
    return neighbours.isDead(node)
        ? Optional.empty()
        : neighbours.peer(node).filter(address -> !address.equals(peers.address().orElse(null)));
  }

  /** Begins a link, if there may be one; see {@link PeerLink} for the parameters. */
  Optional<PeerLink> open(
      NodeId node, long channel, Runnable onReady, LongConsumer onAnswered, Runnable onEnd) {
    Optional<PeerAddress> address = address(node);
    Optional<PeerKey> key = peers.key();
    if (address.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    PeerLink link =
        new PeerLink(
            vertx, self, node, channel, key.get(), peers.meters(), onReady, onAnswered, onEnd);
    link.open(client(), address.get());
    return Optional.of(link);
  }

  private NetClient client() {
    NetClient made = client;
    if (made == null) {
      made =
          vertx.createNetClient(
              new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpKeepAlive(true));
      client = made;
    }
    return made;
  }

  void sent(Way way) {
    peers.meters().sent(way);
  }

  void after(Duration time, Runnable action) {
    vertx.setTimer(time.toMillis(), passed -> action.run());
  }
}
