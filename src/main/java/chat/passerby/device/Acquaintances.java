package chat.passerby.device;

import chat.passerby.protocol.DeviceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is remembered of a device: above all, whom it may meet.
 *
 * @param blocked never to be met
 * @param recent when the last chat with each ended; the newest {@link #MAX_RECENT}
 * @param pool the pool that the device is bound to; empty: everyone's
 * @param hasReported whether it has reported somebody and may still hear of the outcome
 */
public record Acquaintances(
    Set<DeviceId> blocked,
    Map<DeviceId, Instant> recent,
    Optional<String> pool,
    boolean hasReported) {
  /** How many recent partners are remembered. */
  public static final int MAX_RECENT = 64;

  /** How many blocks a device may have. */
  public static final int MAX_BLOCKED = 1_000;

  /** Nothing is remembered. */
  public static final Acquaintances NONE = new Acquaintances(Set.of(), Map.of(), Optional.empty());

  /** Copies the collections. */
  public Acquaintances {
    blocked = Set.copyOf(blocked);
    recent = Map.copyOf(recent);
  }

  /** Of a device that has reported nobody. */
  public Acquaintances(
      Set<DeviceId> blocked, Map<DeviceId, Instant> recent, Optional<String> pool) {
    this(blocked, recent, pool, false);
  }

  /** With a chat that ended, or was known to go on, at that time. */
  public Acquaintances met(DeviceId device, Instant ended) {
    return and(new Acquaintances(Set.of(), Map.of(device, ended), pool));
  }

  /** With one more blocked. */
  public Acquaintances block(DeviceId device) {
    return and(new Acquaintances(Set.of(device), Map.of(), pool));
  }

  /** With one less blocked. */
  public Acquaintances unblock(DeviceId device) {
    Set<DeviceId> fewer = new HashSet<>(blocked);
    fewer.remove(device);
    return new Acquaintances(fewer, recent, pool, hasReported);
  }

  /** With everyone whom either knows, and the other's pool. */
  public Acquaintances and(Acquaintances other) {
    boolean either = hasReported || other.hasReported;
    if (other.recent.isEmpty()
        && blocked.containsAll(other.blocked)
        && pool.equals(other.pool)
        && hasReported == either) {
      return this;
    }
    Set<DeviceId> all = new HashSet<>(blocked);
    all.addAll(other.blocked);
    Map<DeviceId, Instant> latest = new HashMap<>(recent);
    other.recent.forEach(
        (device, ended) -> latest.merge(device, ended, (one, two) -> one.isAfter(two) ? one : two));
    return new Acquaintances(all, newest(latest), other.pool, either);
  }

  /** Without the chats that ended then or before. */
  public Acquaintances endedAfter(Instant oldest) {
    if (recent.isEmpty() || recent.values().stream().allMatch(ended -> ended.isAfter(oldest))) {
      return this;
    }
    Map<DeviceId, Instant> left = new HashMap<>(recent);
    left.values().removeIf(ended -> !ended.isAfter(oldest));
    return new Acquaintances(blocked, left, pool, hasReported);
  }

  private static Map<DeviceId, Instant> newest(Map<DeviceId, Instant> meetings) {
    if (meetings.size() <= MAX_RECENT) {
      return meetings;
    }
    return meetings.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_RECENT)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
