package chat.passerby.gateway;

/**
 * What is on its way to one client, in bytes, and how much that may be. Vert.x takes whatever is
 * written, however long the client has not read.
 *
 * <p>Vert.x answers pings by itself and does not say when the answer is out. So they count while
 * the socket takes nothing: a client that pings and never reads has no other way to fill memory.
 */
final class Backlog {
  /** The header of a pong. */
  private static final int HEADER_BYTES = 2;

  private final int limit;
  private int frames;
  private int pongs;

  Backlog(int limit) {
    this.limit = limit;
  }

  /** Counts a frame that is about to be written; false when that is too much. */
  boolean add(int bytes) {
    frames += bytes;
    return isWithin();
  }

  /** Counts a frame out that has been written, or never will be. */
  void remove(int bytes) {
    frames -= bytes;
  }

  /**
   * Counts the answer to a ping; false when that is too much.
   *
   * @param stuck whether the socket takes nothing at present
   */
  boolean pong(int bytes, boolean stuck) {
    pongs = stuck ? pongs + HEADER_BYTES + bytes : 0;
    return isWithin();
  }

  private boolean isWithin() {
    return frames + pongs <= limit;
  }
}
