package chat.passerby.visit.state;

import chat.passerby.device.Acquaintances;
import chat.passerby.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whom a visitor's device has met lately and whom it is never to meet. What happens in this visit
 * holds at once, and is written down for the device's other visits as soon as Redis is there.
 *
 * <p>A device is no stranger to itself: two tabs of one browser may meet, and meet again.
 */
public final class KnownDevices {
  private final DeviceId self;
  private final Duration window;
  private final Effects effects;
  private final Supplier<Instant> clock;
  private final Set<DeviceId> blockedHere = new HashSet<>(0);
  private Acquaintances known = Acquaintances.NONE;
  private boolean read;

  /**
   * @param window how long recent partners are remembered; zero: not at all
   */
  public KnownDevices(DeviceId self, Duration window, Effects effects, Supplier<Instant> clock) {
    this.self = self;
    this.window = window;
    this.effects = effects;
    this.clock = clock;
  }

  public DeviceId self() {
    return self;
  }

  /** Whether what Redis remembers has been read once. */
  public boolean isRead() {
    return read;
  }

  /** Reads what Redis remembers; the answer is whether there was anything new. */
  public Pending<Boolean> read() {
    return effects.ask(new Question.ReadDevice()).map(this::remembered);
  }

  /** Redis remembers this; tells whether there is anything new in it. */
  public boolean remembered(Acquaintances answer) {
    Acquaintances before = now();
    known = known.and(answer);
    read = true;
    return !now().equals(before);
  }

  /** What is known now. */
  public Acquaintances now() {
    known = known.endedAfter(clock.get().minus(window));
    return known;
  }

  /** A chat with a device began or ended. */
  public void met(DeviceId partner, Instant at) {
    if (remembersPartners() && !partner.equals(self)) {
      known = known.met(partner, at);
      remember(partner, at);
    }
  }

  /** Redis has lost its data: writes down again what is known here. */
  public void restore() {
    known
        .blocked()
        .forEach(device -> effects.attempt(() -> effects.ask(new Question.Block(device))));
    if (remembersPartners()) {
      now().recent().forEach(this::remember);
    }
  }

  private void remember(DeviceId partner, Instant ended) {
    effects.attempt(() -> effects.ask(new Question.RememberPartner(partner, ended)));
  }

  private boolean remembersPartners() {
    return !window.isZero();
  }

  public boolean isBlocked(DeviceId device) {
    return known.blocked().contains(device);
  }

  /** Whether it was this visit that blocked the device. */
  public boolean isBlockedHere(DeviceId device) {
    return blockedHere.contains(device);
  }

  /** Whether one more can be blocked, as far as is known here. */
  public boolean mayBlock(DeviceId device) {
    return isBlocked(device) || known.blocked().size() < Acquaintances.MAX_BLOCKED;
  }

  /**
   * Never to meet a device again.
   *
   * @param undone called if there turn out to be too many blocks already
   */
  public void block(DeviceId device, Runnable undone) {
    known = known.block(device);
    blockedHere.add(device);
    effects.attempt(
        () ->
            effects
                .ask(new Question.Block(device))
                .onSuccess(
                    blocked -> {
                      if (!blocked) {
                        known = known.unblock(device);
                        blockedHere.remove(device);
                        undone.run();
                      }
                    }));
  }

  /** Whether the device has reported somebody, as last read. */
  public boolean hasReported() {
    return known.hasReported();
  }

  /** The pool that the device is bound to, as last read. */
  public Optional<String> pool() {
    return known.pool();
  }
}
