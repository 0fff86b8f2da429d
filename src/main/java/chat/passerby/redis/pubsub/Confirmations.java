package chat.passerby.redis.pubsub;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * What a subscriber asked of Redis and Redis has not confirmed yet. Redis confirms each channel
 * with a push of its own, in the order of the requests; a refusal takes the place of the push.
 *
 * <p>Used on one event loop only.
 */
final class Confirmations {
  private final ContextInternal loop;
  private final long timeoutMillis;
  private final Consumer<String> onBroken;
  private final ArrayDeque<Expected> expected = new ArrayDeque<>();

  /**
   * @param onBroken called with a reason when a confirmation is overdue or out of order; it should
   *     end in {@link #failAll}
   */
  Confirmations(ContextInternal loop, long timeoutMillis, Consumer<String> onBroken) {
    this.loop = loop;
    this.timeoutMillis = timeoutMillis;
    this.onBroken = onBroken;
  }

  /** Completes when Redis has confirmed; fails with its error when it refuses. */
  Future<Void> expect(String channel) {
    Expected next = new Expected(channel, Promise.promise());
    expected.add(next);
    loop.setTimer(
        timeoutMillis,
        id -> {
          if (!next.arrived.future().isComplete()) {
            onBroken.accept("Redis did not confirm a subscription");
          }
        });
    return next.arrived.future();
  }

  /** Redis has confirmed. */
  void confirmed(String channel) {
    Expected head = expected.peek();
    if (head == null || !head.channel.equals(channel)) {
      onBroken.accept("Redis confirmed another subscription than it was asked for");
      return;
    }
    expected.remove();
    head.arrived.complete();
  }

  /** Redis has answered with an error. */
  void refused(Throwable error) {
    Expected head = expected.poll();
    if (head != null) {
      head.arrived.fail(error);
    }
  }

  /** The connection is gone, and with it every answer. */
  void failAll(Throwable reason) {
    while (!expected.isEmpty()) {
      expected.remove().arrived.fail(reason);
    }
  }

  private record Expected(String channel, Promise<Void> arrived) {}
}
