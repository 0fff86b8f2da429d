package chat.passerby.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a node takes one more visitor. Whoever is here already stays well because a crowd that
 * would be too much is told to come later. One for all event loops.
 */
public final class Admission {
  private static final int SOONEST_SECONDS = 2;
  private static final int LATEST_SECONDS = 6;

  private final int maxConnections;
  private final AtomicInteger connections = new AtomicInteger();

  public Admission(GatewaySettings settings) {
    this.maxConnections = settings.connections();
  }

  /** Why nobody is taken now. */
  enum Refusal {
    /** The node has as many sockets as it may. */
    FULL,
    /** The event loop does not keep up. */
    LATE
  }

  /** Why a visitor cannot be taken on that event loop, unless one can. */
  Optional<Refusal> refusal(LoopLag loop) {
    return loop.isOverloaded() ? Optional.of(Refusal.LATE) : full(connections.get());
  }

  /** Counts a connection in, unless it is refused. */
  Optional<Refusal> enter(LoopLag loop) {
    if (loop.isOverloaded()) {
      return Optional.of(Refusal.LATE);
    }
    Optional<Refusal> refusal = full(connections.getAndIncrement());
    if (refusal.isPresent()) {
      leave();
    }
    return refusal;
  }

  /** Counts a connection out that was counted in. */
  void leave() {
    connections.decrementAndGet();
  }

  /** When the refused should try again: not all at once. */
  static Duration retryAfter() {
    return Duration.ofSeconds(
        ThreadLocalRandom.current().nextInt(SOONEST_SECONDS, LATEST_SECONDS + 1));
  }

  private Optional<Refusal> full(int present) {
    return maxConnections > 0 && present >= maxConnections
        ? Optional.of(Refusal.FULL)
        : Optional.empty();
  }
}
