package chat.passerby.field;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * What is tested, for how long and with how many visitors: system properties, all with a default.
 *
 * @param base the node's address
 * @param visitors how many are there at a time
 * @param rampSeconds how long it takes until all have come
 * @param seconds how long they then come and go
 * @param video how many of a hundred look for a video chat; the others write
 */
record Target(URI base, int visitors, int rampSeconds, int seconds, int video) {
  private static final int MOST_VISITORS = 9_000;
  private static final int LONGEST_SECONDS = 3_600;

  static Target fromProperties() {
    URI base = URI.create(System.getProperty("base", "http://127.0.0.1:8080"));
    if (!isLoopback(base.getHost()) && !Boolean.getBoolean("any.host")) {
      throw new IllegalArgumentException(
          base.getHost() + " is not this machine. -Dany.host=true tests it all the same.");
    }
    return new Target(
        base,
        number("visitors", 200, 2, MOST_VISITORS),
        number("ramp", 10, 1, LONGEST_SECONDS),
        number("seconds", 60, 1, LONGEST_SECONDS),
        number("video", 50, 0, 100));
  }

  URI sockets() {
    return URI.create(base.toString().replaceFirst("^http", "ws"));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("No such host: " + host, e);
    }
  }

  private static int number(String name, int otherwise, int least, int most) {
    int number = Integer.getInteger(name, otherwise);
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "-D%s must be between %d and %d, not %d".formatted(name, least, most, number));
    }
    return number;
  }
}
