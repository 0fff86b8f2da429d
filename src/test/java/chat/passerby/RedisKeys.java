package chat.passerby;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into a Redis server past all of our own code. */
public final class RedisKeys {
  private RedisKeys() {}

  /** The names of the keys that match a glob pattern, in the order of the alphabet. */
  public static List<String> matching(RedisProcess redis, String pattern) {
    return ask(
        redis,
        "KEYS " + pattern,
        in -> {
          List<String> keys = new ArrayList<>();
          for (int left = Integer.parseInt(in.readLine().substring(1)); left > 0; left--) {
            in.readLine(); // the length of the name that follows
            keys.add(in.readLine());
          }
          keys.sort(null);
          return keys;
        });
  }

  /** What a command is answered that is answered by one string; nothing for nil. */
  static Optional<String> text(RedisProcess redis, String command) {
    return ask(
        redis,
        command,
        in -> in.readLine().equals("$-1") ? Optional.empty() : Optional.of(in.readLine()));
  }

  private interface Reading<T> {
    T from(BufferedReader in) throws IOException;
  }

  private static <T> T ask(RedisProcess redis, String command, Reading<T> reading) {
    try (Socket socket = connect(redis);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
      return reading.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a key. */
  public static void delete(RedisProcess redis, String key) {
    try (Socket socket = connect(redis)) {
      socket.getOutputStream().write(("DEL " + key + "\r\n").getBytes(US_ASCII));
      socket.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket connect(RedisProcess redis) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
    socket.setSoTimeout((int) Eventually.DEADLINE.toMillis());
    return socket;
  }
}
