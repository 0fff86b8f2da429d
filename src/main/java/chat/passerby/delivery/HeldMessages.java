package chat.passerby.delivery;

import chat.passerby.cluster.Neighbours;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Holds messages back while this node does not know that it is alive: what came in while it was
 * paused is for connections that others may look after by now. Nothing is lost and the order stays.
 * Bound to one context.
 */
public final class HeldMessages {
  /** No more than this is held: as much as one node can have on its way to another. */
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private final Neighbours neighbours;
  private final Consumer<Buffer> handler;
  private final Deque<Buffer> held = new ArrayDeque<>(0);
  private int bytes;

  /**
   * @param handler takes the messages one by one
   */
  public HeldMessages(Neighbours neighbours, Consumer<Buffer> handler) {
    this.neighbours = neighbours;
    this.handler = handler;
  }

  /** Takes a message from another node. */
  void take(Buffer message) {
    if (held.isEmpty() && neighbours.isCurrent()) {
      handler.accept(message);
      return;
    }
    held.add(message);
    bytes += message.length();
    while (bytes > MAX_BYTES) {
      handleOldest();
    }
  }

  /** This node knows again that it is alive. If it is in doubt once more, the rest waits on. */
  public void release() {
    while (!held.isEmpty() && neighbours.isCurrent()) {
      handleOldest();
    }
  }

  private void handleOldest() {
    Buffer oldest = held.remove();
    bytes -= oldest.length();
    handler.accept(oldest);
  }
}
