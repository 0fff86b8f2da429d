package chat.passerby.redis.link;

import java.time.Duration;

/**
 * Timings and bounds of one connection to Redis.
 *
 * @param connectTimeout bounds one attempt, from the TCP handshake to Redis' first answer
 * @param commandTimeout how long a command may go unanswered before the connection counts as dead;
 *     noticed up to a quarter later
 * @param backoffFloor upper bound of the first, random wait before a reconnect; doubled each time
 * @param backoffCeiling upper bound of every later wait
 * @param maxPending commands in flight; more are refused at once
 * @param probeInterval how often a subscriber proves that messages still reach it
 * @param refusals counts what servers cannot serve
 * @param meters counts what servers do
 */
public record LinkSettings(
    Duration connectTimeout,
    Duration commandTimeout,
    Duration backoffFloor,
    Duration backoffCeiling,
    int maxPending,
    Duration probeInterval,
    ServerRefusals refusals,
    LinkMeters meters) {

  public static final LinkSettings DEFAULTS =
      new LinkSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          8192,
          Duration.ofSeconds(5));

  /** Settings of a link that nobody watches. */
  public LinkSettings(
      Duration connectTimeout,
      Duration commandTimeout,
      Duration backoffFloor,
      Duration backoffCeiling,
      int maxPending,
      Duration probeInterval) {
    this(
        connectTimeout,
        commandTimeout,
        backoffFloor,
        backoffCeiling,
        maxPending,
        probeInterval,
        ServerRefusals.UNHEARD,
        LinkMeters.unseen());
  }

  /**
   * @throws IllegalArgumentException for a time below 1 ms, a ceiling below the floor, or no room
   *     for a single command
   */
  public LinkSettings {
    requireMillisecond(connectTimeout, "connectTimeout");
    requireMillisecond(commandTimeout, "commandTimeout");
    requireMillisecond(backoffFloor, "backoffFloor");
    requireMillisecond(probeInterval, "probeInterval");
    if (backoffCeiling.compareTo(backoffFloor) < 0) {
      throw new IllegalArgumentException("backoffCeiling must not be below backoffFloor");
    }
    if (maxPending < 1) {
      throw new IllegalArgumentException("maxPending must be at least 1");
    }
  }

  /** The same settings, of a link that is watched. */
  public LinkSettings watchedBy(ServerRefusals watch, LinkMeters figures) {
    return new LinkSettings(
        connectTimeout,
        commandTimeout,
        backoffFloor,
        backoffCeiling,
        maxPending,
        probeInterval,
        watch,
        figures);
  }

  private static void requireMillisecond(Duration time, String name) {
    if (time.toMillis() < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 ms");
    }
  }
}
