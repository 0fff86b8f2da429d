package chat.passerby.cluster;

import chat.passerby.cluster.peer.PeerAddress;
import chat.passerby.cluster.peer.PeerServer;
import chat.passerby.cluster.peer.Peers;
import chat.passerby.cluster.peer.Sequences;
import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives what other nodes send to this one, message by message and in the order of each sender,
 * whether it comes through Redis or on a direct link.
 */
public final class NodeInbox {
  private final Vertx vertx;
  private final Subscriber subscriber;
  private final NodeId self;
  private final Peers peers;
  private final Faults faults;
  private final Sequences sequences;
  private @Nullable PeerServer server;

  public NodeInbox(Vertx vertx, Subscriber subscriber, NodeId self, Peers peers, Faults faults) {
    this.vertx = vertx;
    this.faults = faults;
    this.subscriber = subscriber;
    this.self = self;
    this.peers = peers;
    this.sequences = new Sequences(vertx, peers.meters()::gap);
  }

  /** Begins to listen; completes once Redis has confirmed it, and links are taken. */
  public Future<Void> open(Consumer<Buffer> handler) {
    sequences.start();
    return subscriber
        .subscribe(NodeChannel.name(self), batch -> fromRedis(batch, handler))
        .compose(confirmed -> listen(handler));
  }

  /** Stops taking links. */
  public Future<Void> close() {
    return server == null ? Future.succeededFuture() : server.stop();
  }

  private Future<Void> listen(Consumer<Buffer> handler) {
    Optional<String> host = peers.settings().host();
    if (host.isEmpty() || peers.key().isEmpty()) {
      return Future.succeededFuture();
    }
    PeerServer listening =
        new PeerServer(
            vertx,
            self,
            peers.key().get(),
            peers.meters(),
            sequences,
            messages -> each(messages, handler));
    server = listening;
    Future<PeerAddress> address = listening.start(host.get(), peers.settings().port());
    return address.onSuccess(peers::listening).mapEmpty();
  }

  private void fromRedis(Buffer batch, Consumer<Buffer> handler) {
    Optional<NumberedBatch> numbered = NumberedBatch.read(batch);
    if (numbered.isPresent()) {
      NumberedBatch its = numbered.get();
      sequences.byRedis(its.channel(), its.number(), () -> each(its.messages(), handler));
    } else {
      each(batch, handler);
    }
  }

  private void each(Buffer messages, Consumer<Buffer> handler) {
    PackedReader.each(Written.EVENT, messages, message -> handle(message, handler), faults);
  }

  private void handle(Buffer message, Consumer<Buffer> handler) {
    try {
      handler.accept(message);
    } catch (RuntimeException | Error e) {
      // The others in the batch have nothing to do with it.
      faults.report(Part.DELIVERY, "A message from another node was not handled.", e);
    }
  }
}
