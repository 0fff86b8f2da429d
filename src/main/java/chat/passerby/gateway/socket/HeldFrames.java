package chat.passerby.gateway.socket;

import chat.passerby.cluster.Neighbours;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds back what clients sent to a node that was paused, while it does not know whether it is
 * alive: others may look after their sessions by now, and a goodbye of before would be news to a
 * chat that goes on there. One for each event loop, with at most one frame of each connection,
 * which is not read meanwhile.
 */
public final class HeldFrames {
  private final Neighbours neighbours;
  private final Deque<Runnable> held = new ArrayDeque<>(0);

  public HeldFrames(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /** Whether frames are to be held now. */
  boolean holds() {
    return neighbours.isWaking();
  }

  /**
   * Holds a frame.
   *
   * @param handle handles it, unless the connection has been let go of; throws nothing
   */
  void hold(Client client, Runnable handle) {
    client.pause();
    held.add(
        () -> {
          try {
            handle.run();
          } finally {
            client.resume();
          }
        });
  }

  /** This node is waking no more. If it was held up once more, the rest waits on. */
  public void release() {
    while (!held.isEmpty() && !holds()) {
      held.remove().run();
    }
  }
}
