package chat.passerby.cluster;

import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.RedisUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sends messages to other nodes, each on its own Redis channel. What is sent to one node within one
 * turn of the event loop travels in one message of Redis, so a burst costs one syscall and not one
 * a frame. The next one waits for its answer and fails with it: nothing overtakes what did not
 * arrive. Bound to the context it was made on.
 */
public final class NodeChannel {
  /** Beyond this a batch takes no more, so no message in Redis grows without bound. */
  private static final int BATCH_BYTES = 256 * 1024;

  /** At most this many batches wait for one node; more fail. */
  private static final int MAX_BATCHES = 16;

  /** When there is likely to be room again. */
  private static final Duration CROWDED = Duration.ofSeconds(2);

  private final Context context;
  private final RedisLink link;
  private final Map<NodeId, Deque<Batch>> waiting = new HashMap<>();
  private final Set<NodeId> underWay = new HashSet<>();
  private boolean flushComing;

  public NodeChannel(Context context, RedisLink link) {
    this.context = context;
    this.link = link;
  }

  private record Batch(PackedWriter messages, Promise<Boolean> heard) {
    Batch() {
      this(new PackedWriter(), Promise.promise());
    }

    boolean isFull() {
      return messages.length() > BATCH_BYTES;
    }
  }

  /** The channel that a node listens on. */
  static String name(NodeId node) {
    return "passerby:node:" + node.value();
  }

  /**
   * Hands a message to a node's channel.
   *
   * @return whether anybody listened; nobody means that the node is dead. Fails when Redis is away,
   *     and when too much waits for it.
   */
  public Future<Boolean> send(NodeId node, Buffer message) {
    Deque<Batch> batches = batches(node);
    if (batches.getLast().isFull()) {
      if (batches.size() == MAX_BATCHES) {
        return Future.failedFuture(
            RedisUnavailableException.unsent("too many messages wait for Redis", CROWDED));
      }
      batches.add(new Batch());
    }
    batches.getLast().messages().bytes(message);
    return batches.getLast().heard().future();
  }

  /** Whether anybody listens on a node's channel; fails when Redis is away. */
  public Future<Boolean> probe(NodeId node) {
    return batches(node).getLast().heard().future();
  }

  /** What waits for a node: at least one batch, soon to go out. */
  private Deque<Batch> batches(NodeId node) {
    if (!flushComing) {
      flushComing = true;
      context.runOnContext(turn -> flush());
    }
    Deque<Batch> batches = waiting.computeIfAbsent(node, first -> new ArrayDeque<>());
    if (batches.isEmpty()) {
      batches.add(new Batch());
    }
    return batches;
  }

  private void flush() {
    flushComing = false;
    List.copyOf(waiting.keySet()).forEach(this::publish);
  }

  /** Sends the next batch, if there is one and none is under way. */
  private void publish(NodeId node) {
    Deque<Batch> batches = waiting.get(node);
    if (batches == null || underWay.contains(node)) {
      return;
    }
    if (batches.isEmpty()) {
      waiting.remove(node);
      return;
    }
    Batch batch = batches.remove();
    underWay.add(node);
    link.publish(name(node), batch.messages().packed())
        .onComplete(
            heard -> {
              underWay.remove(node);
              List<Batch> behind = heard ? List.of() : takeAll(batches);
              batch.heard().complete(heard);
              behind.forEach(next -> next.heard().complete(false));
              publish(node);
            },
            e -> {
              underWay.remove(node);
              List<Batch> behind = takeAll(batches);
              batch.heard().fail(e);
              behind.forEach(next -> next.heard().fail(e));
              publish(node);
            });
  }

  private static List<Batch> takeAll(Deque<Batch> batches) {
    List<Batch> all = List.copyOf(batches);
    batches.clear();
    return all;
  }
}
