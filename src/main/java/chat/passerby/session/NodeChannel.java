package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.PackedWriter;
import chat.passerby.redis.RedisLink;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends messages to other nodes, each on its own Redis channel. What is sent to one node within one
 * turn of the event loop travels in one message of Redis, so a burst costs one syscall and not one
 * a frame. Bound to the context it was made on.
 */
public final class NodeChannel {
  /** Beyond this a batch goes out at once, so no message in Redis grows without bound. */
  private static final int BATCH_BYTES = 256 * 1024;

  private final Context context;
  private final RedisLink link;
  private final Map<NodeId, Batch> batches = new HashMap<>();

  public NodeChannel(Context context, RedisLink link) {
    this.context = context;
    this.link = link;
  }

  private record Batch(PackedWriter messages, Promise<Boolean> heard) {}

  /** The channel that a node listens on. */
  static String name(NodeId node) {
    return "passerby:node:" + node.value();
  }

  /**
   * Hands a message to a node's channel.
   *
   * @return whether anybody listened; nobody means that the node is dead. Fails when Redis is away.
   */
  public Future<Boolean> send(NodeId node, Buffer message) {
    Batch batch = batch(node);
    batch.messages().bytes(message);
    if (batch.messages().packed().length() > BATCH_BYTES) {
      batches.remove(node);
      publish(node, batch);
    }
    return batch.heard().future();
  }

  /** Whether anybody listens on a node's channel; fails when Redis is away. */
  public Future<Boolean> probe(NodeId node) {
    return batch(node).heard().future();
  }

  private Batch batch(NodeId node) {
    Batch batch = batches.get(node);
    if (batch == null) {
      batch = new Batch(new PackedWriter(), Promise.promise());
      if (batches.isEmpty()) {
        context.runOnContext(turn -> flush());
      }
      batches.put(node, batch);
    }
    return batch;
  }

  private void flush() {
    Map<NodeId, Batch> ready = Map.copyOf(batches);
    batches.clear();
    ready.forEach(this::publish);
  }

  private void publish(NodeId node, Batch batch) {
    link.publish(name(node), batch.messages().packed()).onComplete(batch.heard());
  }
}
