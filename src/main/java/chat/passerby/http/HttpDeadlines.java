package chat.passerby.http;

import java.time.Duration;

/**
 * How long a connection may take over HTTP. Each may take one sweep longer.
 *
 * @param request from the first byte of a request to its last, and from the beginning of a
 *     connection to its first request
 * @param keepAlive from an answer to the next request
 * @param stall without any progress while an answer is on its way
 * @param farewell from the last answer to the end of the connection
 */
public record HttpDeadlines(
    Duration request, Duration keepAlive, Duration stall, Duration farewell) {
  /** Longer than the balancers that keep connections open longest, 600 s in Google Cloud. */
  public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(620);

  public static HttpDeadlines keepingAlive(Duration keepAlive) {
    return new HttpDeadlines(
        Duration.ofSeconds(15), keepAlive, Duration.ofSeconds(60), Duration.ofSeconds(2));
  }
}
