package chat.passerby.redis;

import chat.passerby.redis.link.RedisEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * What a server at the address of Redis understands. Redis takes the first bytes of TLS for the
 * beginning of a line and waits for its end, and a TLS server takes a plain command for a broken
 * record, so a client that speaks the wrong one only sees silence or a connection that ends.
 */
enum Dialect {
  PLAIN,
  TLS,
  UNKNOWN;

  private static final int TIMEOUT_MILLIS = 2000;

  /** The type of a TLS record that tells of a failure (RFC 8446, section 5.1). */
  private static final int ALERT = 0x15;

  /** Asks the first server of an endpoint; blocks for a few seconds at most. */
  static Dialect of(RedisEndpoint redis) {
    RedisEndpoint server = redis.group().map(group -> group.known().get(0)).orElse(redis);
    if (server.host().isEmpty()) {
      return UNKNOWN;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.host(), server.port()), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return switch (socket.getInputStream().read()) {
        case '+', '-' -> PLAIN;
        case ALERT -> TLS;
        default -> UNKNOWN;
      };
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
