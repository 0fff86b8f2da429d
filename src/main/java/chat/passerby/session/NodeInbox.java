package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.PackedReader;
import chat.passerby.redis.Subscriber;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** Receives what other nodes send to this one, message by message and in order. */
public final class NodeInbox {
  private final Subscriber subscriber;
  private final NodeId self;

  public NodeInbox(Subscriber subscriber, NodeId self) {
    this.subscriber = subscriber;
    this.self = self;
  }

  /** Begins to listen; completes once Redis has confirmed it. */
  public Future<Void> open(Consumer<Buffer> handler) {
    return subscriber.subscribe(NodeChannel.name(self), batch -> split(batch, handler));
  }

  private static void split(Buffer batch, Consumer<Buffer> handler) {
    PackedReader messages = new PackedReader(batch);
    while (!messages.atEnd()) {
      handler.accept(messages.bytes());
    }
  }
}
