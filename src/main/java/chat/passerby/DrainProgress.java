package chat.passerby;

import chat.passerby.telemetry.Meters;

/** How far a node that ends has got with moving its visitors. May be asked on any thread. */
final class DrainProgress {
  private volatile boolean draining;
  private volatile int asked;
  private volatile int left;

  DrainProgress(Meters meters) {
    meters.gauge("passerby_draining", "1 once the node was told to end", () -> draining ? 1 : 0);
    meters.gauge(
        "passerby_drain_asked", "Visitors whom a node that ends has asked to move", () -> asked);
    meters.gauge(
        "passerby_drain_left", "Visitors of a node that ends who have not moved yet", () -> left);
  }

  /** The node was told to end. */
  void begin() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  /** So many visitors are still here; the first time, so many were asked. */
  void left(int visitors) {
    asked = Math.max(asked, visitors);
    left = visitors;
  }

  @Override
  public String toString() {
    if (!draining) {
      return "no";
    }
    return asked == 0
        ? "nobody has been asked to move"
        : (asked - left) + " of " + asked + " visitors have moved";
  }
}
