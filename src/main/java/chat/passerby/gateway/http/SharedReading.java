package chat.passerby.gateway.http;

import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is read when somebody asks for it, and then serves everyone who asks within a second. Bound
 * to one event loop.
 */
public final class SharedReading<T> {
  static final Duration FRESH = Duration.ofSeconds(1);

  private final Supplier<Future<T>> source;
  private final NodeClock clock;
  private @Nullable Future<Reading<T>> last;
  private Instant begun = Instant.MIN;

  /**
   * What was read.
   *
   * @param at when the reading began: what happened since may not be in it
   */
  public record Reading<T>(T value, Instant at) {}

  public SharedReading(Supplier<Future<T>> source, NodeClock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** The last reading, or one that is under way, or a new one; fails when that fails. */
  public Future<Reading<T>> get() {
    Instant now = clock.instant();
    Future<Reading<T>> present = last;
    if (present != null && (!present.isComplete() || isFresh(now))) {
      return present;
    }
    begun = now;
    Future<Reading<T>> next = source.get().map(value -> new Reading<>(value, now));
    last = next;
    return next;
  }

  /** Whether {@link #get} would answer by what was read already. */
  public boolean isAtHand() {
    return last != null && last.isComplete() && isFresh(clock.instant());
  }

  /** The last reading, unless it failed or is not complete. */
  public Optional<Reading<T>> latest() {
    return Optional.ofNullable(last).filter(Future::succeeded).map(Future::result);
  }

  /** A failed one counts as well: Redis that is away must not be asked by a crowd. */
  private boolean isFresh(Instant now) {
    return now.isBefore(begun.plus(FRESH));
  }
}
