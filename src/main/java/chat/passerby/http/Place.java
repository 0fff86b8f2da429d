package chat.passerby.http;

/** A limit that a connection counts against; called on its event loop. */
public interface Place {
  /** For connections that nobody counts. */
  Place UNCOUNTED = new Place() {};

  /** Whether the connection is to end after its next answer, since there are too many. */
  default boolean isSurplus() {
    return false;
  }

  /** The connection has been used and waits for its next request: others may need its place. */
  default void idle() {}

  /** The connection is used again. */
  default void busy() {}

  /** The connection has ended. */
  default void gone() {}
}
