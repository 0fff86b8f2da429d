package chat.passerby.gateway;

import java.time.Duration;

/**
 * How long a connection may take for what is due from it.
 *
 * @param hello from the handshake to {@code hello}
 * @param ping between the pings that the server sends
 * @param silence without any frame, pongs included
 * @param farewell from the server's close frame to the end of the connection; a client that does
 *     not read cannot answer it
 * @param sweep between two checks; each of the other times may be exceeded by that much
 */
public record Deadlines(
    Duration hello, Duration ping, Duration silence, Duration farewell, Duration sweep) {
  /** The protocol's. */
  public static final Deadlines PROTOCOL =
      new Deadlines(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(45),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1));
}
