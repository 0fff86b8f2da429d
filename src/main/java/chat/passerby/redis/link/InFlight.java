package chat.passerby.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The commands that were sent and not answered, oldest first.
 *
 * <p>Redis answers in order, so the age of the oldest command bounds that of all others: one timer
 * for the whole queue looks at it four times per time-out, and a command costs no timer. Age is
 * counted in those ticks. An event loop that was held up for long makes one late tick and not many,
 * and reads what has arrived meanwhile before the next one, so a pause of this process is not
 * mistaken for a silent Redis.
 *
 * <p>Used on one event loop only.
 */
final class InFlight {
  private static final int TICKS = 4;

  private final ContextInternal loop;
  private final long tickMillis;
  private final Runnable onOverdue;
  private final LinkMeters meters;
  private final ArrayDeque<Entry<?>> entries = new ArrayDeque<>();
  private int size;
  private long tick;
  private boolean ticking;

  /**
   * @param timeoutMillis the age at which {@code onOverdue} is called; it should end in {@link
   *     #failAll}
   */
  InFlight(ContextInternal loop, long timeoutMillis, Runnable onOverdue, LinkMeters meters) {
    this.loop = loop;
    this.tickMillis = Math.max(1, timeoutMillis / TICKS);
    this.onOverdue = onOverdue;
    this.meters = meters;
  }

  /** How many commands are unanswered. */
  int size() {
    return size;
  }

  /**
   * Follows a request of {@code weight} commands until it is answered or given up.
   *
   * @param translate turns a failure of the client into the one that the caller gets
   */
  <T> void follow(
      int weight, Future<T> reply, Promise<T> promise, Function<Throwable, Throwable> translate) {
    Entry<T> entry = new Entry<>(promise, weight, tick);
    entries.add(entry);
    size += weight;
    if (!ticking) {
      ticking = true;
      loop.setTimer(tickMillis, id -> onTick());
    }
    reply.onComplete(
        result -> {
          if (settle(entry)) {
            answered(entry);
            promise.complete(result);
          }
        },
        failure -> {
          if (settle(entry)) {
            if (Failures.isReply(failure)) {
              answered(entry);
            }
            promise.fail(translate.apply(failure));
          }
        });
  }

  /** Fails everything that is unanswered; late answers are then ignored. */
  void failAll(Supplier<? extends Throwable> failure) {
    while (!entries.isEmpty()) {
      Entry<?> entry = entries.remove();
      if (settle(entry)) {
        entry.promise.fail(failure.get());
      }
    }
  }

  private void answered(Entry<?> entry) {
    meters.answered(entry.weight, System.nanoTime() - entry.sentNanos);
  }

  private boolean settle(Entry<?> entry) {
    if (entry.settled) {
      return false;
    }
    entry.settled = true;
    size -= entry.weight;
    while (!entries.isEmpty() && entries.element().settled) {
      entries.remove();
    }
    return true;
  }

  private void onTick() {
    tick++;
    if (!entries.isEmpty() && tick - entries.element().sentAt > TICKS) {
      onOverdue.run();
    }
    ticking = !entries.isEmpty();
    if (ticking) {
      loop.setTimer(tickMillis, id -> onTick());
    }
  }

  private static final class Entry<T> {
    private final Promise<T> promise;
    private final int weight;
    private final long sentAt;
    private final long sentNanos = System.nanoTime();
    private boolean settled;

    Entry(Promise<T> promise, int weight, long sentAt) {
      this.promise = promise;
      this.weight = weight;
      this.sentAt = sentAt;
    }
  }
}
