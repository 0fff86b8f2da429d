package chat.passerby.gateway.socket;

/**
 * What is on its way to one client, in bytes, and how much that may be. The channel takes whatever
 * is written, however long the client has not read.
 */
final class Backlog {
  /** What a frame costs in memory besides its bytes: a flood of empty pongs must not be free. */
  static final int FRAME_BYTES = 128;

  /** What does not count for the whole node, so that a client that reads costs it nothing. */
  static final int FREE_BYTES = 4 * 1024;

  /** In which portions the node is asked for more. */
  private static final int PORTION_BYTES = 16 * 1024;

  private final int limit;
  private final HeldBytes node;
  private int pending;
  private int reserved;

  /**
   * @param limit for this client
   * @param node for all clients
   */
  Backlog(int limit, HeldBytes node) {
    this.limit = limit;
    this.node = node;
  }

  /** Counts a frame that is about to be written; false when that is too much. */
  boolean add(int bytes) {
    int more = bytes + FRAME_BYTES;
    if (pending + more > limit || !reserve(pending + more)) {
      return false;
    }
    pending += more;
    return true;
  }

  /** Counts a frame out that has been written, or never will be. */
  void remove(int bytes) {
    pending -= bytes + FRAME_BYTES;
    if (pending == 0 && reserved > 0) {
      node.remove(reserved);
      reserved = 0;
    }
  }

  private boolean reserve(int bytes) {
    int lacking = bytes - FREE_BYTES - reserved;
    if (lacking <= 0) {
      return true;
    }
    int more = Math.max(lacking, PORTION_BYTES);
    if (!node.add(more)) {
      return false;
    }
    reserved += more;
    return true;
  }
}
