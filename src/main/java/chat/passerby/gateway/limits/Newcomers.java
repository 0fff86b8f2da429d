package chat.passerby.gateway.limits;

import chat.passerby.moderation.shield.Shield;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.moderation.shield.ShieldMeasure;
import chat.passerby.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Has devices that are new here wait before each search while the shield slows them: those that
 * were made less than an hour before it was raised, or later. A device of an earlier build is not
 * new. One for all event loops of a node; whoever has not searched for a while, or is the eldest of
 * too many, waits once more.
 */
public final class Newcomers {
  static final Duration NEW = Duration.ofHours(1);
  static final int MOST = 20_000;

  /** Between two searches, and before the first. */
  public static final Duration PAUSE = Duration.ofSeconds(20);

  /** How long somebody may take to come back after the wait. */
  private static final Duration MEMORY = Duration.ofMinutes(2);

  private final ShieldBook shield;

  /** From when on each of them may search; the one longest unchanged comes first. */
  private final Map<DeviceId, Instant> from = new LinkedHashMap<>();

  public Newcomers(ShieldBook shield) {
    this.shield = shield;
  }

  /** How long this device has to wait still. */
  Duration left(DeviceId device, Instant now) {
    if (!slows(device, now)) {
      return Duration.ZERO;
    }
    synchronized (this) {
      forget(now);
      Instant may = from.computeIfAbsent(device, key -> now.plus(PAUSE));
      return now.isBefore(may) ? Duration.between(now, may) : Duration.ZERO;
    }
  }

  /** This device searches. */
  void searched(DeviceId device, Instant now) {
    if (slows(device, now)) {
      synchronized (this) {
        from.remove(device);
        from.put(device, now.plus(PAUSE));
      }
    }
  }

  /** Forgets whom the shield has not slowed for a while, also once it is lowered. */
  public synchronized void sweep(Instant now) {
    forget(now);
  }

  synchronized int size() {
    return from.size();
  }

  private boolean slows(DeviceId device, Instant now) {
    Optional<Shield> raised = shield.with(ShieldMeasure.SLOW_NEW_DEVICES, now);
    return raised.isPresent()
        && device.made().filter(made -> made.isAfter(raised.get().since().minus(NEW))).isPresent();
  }

  private void forget(Instant now) {
    Iterator<Instant> eldest = from.values().iterator();
    while (eldest.hasNext()) {
      Instant first = eldest.next();
      if (from.size() < MOST && !first.isBefore(now.minus(MEMORY))) {
        return;
      }
      eldest.remove();
    }
  }
}
