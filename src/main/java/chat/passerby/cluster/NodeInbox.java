package chat.passerby.cluster;

import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** Receives what other nodes send to this one, message by message and in order. */
public final class NodeInbox {
  private final Subscriber subscriber;
  private final NodeId self;
  private final Faults faults;

  public NodeInbox(Subscriber subscriber, NodeId self, Faults faults) {
    this.faults = faults;
    this.subscriber = subscriber;
    this.self = self;
  }

  /** Begins to listen; completes once Redis has confirmed it. */
  public Future<Void> open(Consumer<Buffer> handler) {
    return subscriber.subscribe(
        NodeChannel.name(self),
        batch ->
            PackedReader.each(Written.EVENT, batch, message -> handle(message, handler), faults));
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
