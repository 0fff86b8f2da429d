package chat.passerby.gateway.socket;

import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.ServerFrame;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.util.function.Consumer;

/**
 * The client's side of a visit: what its shell, and before that its greeting, can do with the
 * connection. To be called on the event loop of the connection.
 */
public interface Client {
  /** The visitor's address, never to be kept or logged as it is. */
  InetAddress address();

  void send(ServerFrame frame);

  /** Sends a frame that may wait for the next one for a moment: nobody acts on it. */
  void sendWithNext(ServerFrame frame);

  /** Sends a text frame as it is; false when the connection is closing and takes nothing more. */
  boolean sendRaw(Buffer utf8);

  /**
   * Has the client show that it has read the frame that is sent next: {@link VisitShell#heard}
   * follows.
   */
  void ping();

  void close(CloseCode code);

  /** Whether it has ended, or is about to. */
  boolean isClosing();

  /** Stops reading until {@link #resume} has been called as often. */
  void pause();

  void resume();

  /**
   * A failure that nobody foresaw leaves the visit in an unknown state: the client gets a new one.
   */
  void broken(String what, Throwable cause);

  /** Does something for the visitor; what breaks ends this connection and nothing else. */
  default <T> void guard(T with, Consumer<T> action) {
    try {
      action.accept(with);
    } catch (RuntimeException | Error e) {
      broken("Something that was done for a visitor broke.", e);
    }
  }
}
