package chat.passerby.gateway;

import chat.passerby.device.Acquaintances;
import chat.passerby.device.DeviceMemory;
import chat.passerby.protocol.DeviceId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a visitor's device has met lately and whom it is never to meet. What happens in this visit
 * holds at once, and is written down for the device's other visits as soon as Redis is there.
 *
 * <p>A device is no stranger to itself: two tabs of one browser may meet, and meet again.
 */
final class KnownDevices {
  private final DeviceId self;
  private final DeviceMemory memory;
  private final Postponed later;
  private final Set<DeviceId> blockedHere = new HashSet<>(0);
  private Acquaintances known = Acquaintances.NONE;
  private boolean read;

  KnownDevices(DeviceId self, DeviceMemory memory, Postponed later) {
    this.self = self;
    this.memory = memory;
    this.later = later;
  }

  DeviceId self() {
    return self;
  }

  /** Whether what Redis remembers has been read once. */
  boolean isRead() {
    return read;
  }

  /** Reads what Redis remembers; the answer is whether there was anything new. */
  Future<Boolean> read() {
    return memory
        .read(self)
        .map(
            answer -> {
              Acquaintances before = now();
              known = known.and(answer);
              read = true;
              return !now().equals(before);
            });
  }

  /** What is known now. */
  Acquaintances now() {
    known = known.endedAfter(memory.oldest());
    return known;
  }

  /** A chat with a device began or ended. */
  void met(DeviceId partner, Instant at) {
    if (memory.remembersPartners() && !partner.equals(self)) {
      known = known.met(partner, at);
      later.attempt(() -> memory.remember(self, partner, at));
    }
  }

  /** Redis has lost its data: writes down again what is known here. */
  void restore() {
    known.blocked().forEach(device -> later.attempt(() -> memory.block(self, device)));
    if (memory.remembersPartners()) {
      now()
          .recent()
          .forEach((partner, ended) -> later.attempt(() -> memory.remember(self, partner, ended)));
    }
  }

  boolean isBlocked(DeviceId device) {
    return known.blocked().contains(device);
  }

  /** Whether it was this visit that blocked the device. */
  boolean isBlockedHere(DeviceId device) {
    return blockedHere.contains(device);
  }

  /** Whether one more can be blocked, as far as is known here. */
  boolean mayBlock(DeviceId device) {
    return isBlocked(device) || known.blocked().size() < Acquaintances.MAX_BLOCKED;
  }

  /**
   * Never to meet a device again.
   *
   * @param undone called if there turn out to be too many blocks already
   */
  void block(DeviceId device, Runnable undone) {
    known = known.block(device);
    blockedHere.add(device);
    later.attempt(
        () ->
            memory
                .block(self, device)
                .onSuccess(
                    blocked -> {
                      if (!blocked) {
                        known = known.unblock(device);
                        blockedHere.remove(device);
                        undone.run();
                      }
                    }));
  }

  /** The pool that the device is bound to, as last read. */
  Optional<String> pool() {
    return known.pool();
  }
}
