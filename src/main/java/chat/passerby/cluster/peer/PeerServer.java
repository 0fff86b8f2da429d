package chat.passerby.cluster.peer;

import chat.passerby.protocol.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the direct links of other nodes. Nothing is taken from a connection before it has proven
 * that it comes from a node, and few may try at the same time. Used on one event loop only.
 */
public final class PeerServer {
  /** How many connections may be proving themselves at a time; further ones are closed. */
  private static final int MAX_UNPROVEN = 64;

  private final Vertx vertx;
  private final NodeId self;
  private final PeerKey key;
  private final PeerMeters meters;
  private final Sequences sequences;
  private final Taker taker;
  private final Set<PeerIntake> unproven = new HashSet<>();
  private @Nullable NetServer server;

  /** Takes the messages that were sent together. */
  @FunctionalInterface
  public interface Taker {
    void take(Buffer messages);
  }

  /**
   * @param self which node this is
   */
  public PeerServer(
      Vertx vertx, NodeId self, PeerKey key, PeerMeters meters, Sequences sequences, Taker taker) {
    this.vertx = vertx;
    this.self = self;
    this.key = key;
    this.meters = meters;
    this.sequences = sequences;
    this.taker = taker;
  }

  /**
   * Begins to listen.
   *
   * @param port 0 is any free port
   * @return where
   */
  public Future<PeerAddress> start(String host, int port) {
    NetServer listening =
        vertx
            .createNetServer(new NetServerOptions().setTcpKeepAlive(true))
            .connectHandler(this::opened);
    server = listening;
    return listening.listen(port, host).map(up -> new PeerAddress(host, up.actualPort()));
  }

  /** Closes all links. */
  public Future<Void> stop() {
    return server == null ? Future.succeededFuture() : server.close();
  }

  private void opened(NetSocket socket) {
    if (unproven.size() >= MAX_UNPROVEN) {
      meters.refused("too many connections have proven nothing yet");
      socket.close().onFailure(e -> {});
      return;
    }
    PeerIntake intake = new PeerIntake(vertx, self, key, meters, sequences, taker, socket);
    unproven.add(intake);
    intake.settled().onComplete(proven -> unproven.remove(intake));
    intake.start();
  }
}
