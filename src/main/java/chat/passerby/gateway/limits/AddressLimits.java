package chat.passerby.gateway.limits;

import chat.passerby.time.NodeClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What one address may do on this node, across all its event loops. */
public final class AddressLimits {
  private final NodeClock clock;
  private final int maxConnections;
  private final int sessionsPerMinute;
  private final int appealsPerHour;
  private final ConcurrentMap<InetAddress, Integer> connections = new ConcurrentHashMap<>();
  private final ConcurrentMap<InetAddress, RateLimit> sessions = new ConcurrentHashMap<>();
  private final ConcurrentMap<InetAddress, RateLimit> appeals = new ConcurrentHashMap<>();

  /**
   * @param maxConnections open connections of one address; 0 is no limit
   * @param sessionsPerMinute new sessions of one address; 0 is no limit
   * @param appealsPerHour appeals that one address files or looks at; 0 is no limit
   */
  public AddressLimits(
      int maxConnections, int sessionsPerMinute, int appealsPerHour, NodeClock clock) {
    this.appealsPerHour = appealsPerHour;
    this.clock = clock;
    this.maxConnections = maxConnections;
    this.sessionsPerMinute = sessionsPerMinute;
  }

  /** Counts a connection in; false when the address has as many as it may. */
  public boolean connect(InetAddress address) {
    if (maxConnections == 0) {
      return true;
    }
    boolean[] admitted = {true};
    connections.compute(
        address,
        (key, open) -> {
          int count = open == null ? 0 : open;
          admitted[0] = count < maxConnections;
          return admitted[0] ? count + 1 : count;
        });
    return admitted[0];
  }

  /** Whether the address has as many connections as it may. */
  public boolean isFull(InetAddress address) {
    return maxConnections > 0 && connections.getOrDefault(address, 0) >= maxConnections;
  }

  /** Counts a connection out that was counted in. */
  public void disconnect(InetAddress address) {
    connections.computeIfPresent(address, (key, open) -> open > 1 ? open - 1 : null);
  }

  /** Takes a session from the address's share; when it is used up, says after how long to retry. */
  public Optional<Duration> newSession(InetAddress address) {
    return sessions.computeIfAbsent(address, key -> sessionLimit()).take();
  }

  /** Gives back what {@link #newSession} has taken, since there was no session. */
  public void noSession(InetAddress address) {
    RateLimit limit = sessions.get(address);
    if (limit != null) {
      limit.giveBack();
    }
  }

  /** Takes an appeal, or a look at one, from the address's share; as {@link #newSession}. */
  public Optional<Duration> appeal(InetAddress address) {
    return appeals
        .computeIfAbsent(
            address,
            key -> RateLimit.of(appealsPerHour, Duration.ofHours(1), appealsPerHour, clock))
        .take();
  }

  /** Forgets addresses that have been quiet for long enough. */
  public void sweep() {
    appeals.values().removeIf(limit -> limit.isFull(appealsPerHour));
    sessions.values().removeIf(limit -> limit.isFull(sessionsPerMinute));
  }

  private RateLimit sessionLimit() {
    return RateLimit.of(sessionsPerMinute, Duration.ofMinutes(1), sessionsPerMinute, clock);
  }
}
