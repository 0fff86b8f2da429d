package chat.passerby.gateway;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.Foreseen;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Work that nobody waits for: what Redis cannot do now is done as soon as Redis is there. Redis
 * that is there and cannot serve, being full or read-only, gives no sign when it can again: then
 * one piece of work is tried from time to time, and the others follow the first that is done.
 */
public final class Postponed {
  /** What is over this is given up, and left to the expiry of the keys. */
  private static final int MAX = 10_000;

  private static final long RETRY_MILLIS = 2_000;

  private final RedisLink link;
  private final Context context;
  private final Faults faults;
  private final Deque<Supplier<Future<?>>> works = new ArrayDeque<>();
  private boolean retrying;

  public Postponed(Context context, RedisLink link, Faults faults) {
    this.faults = faults;
    this.context = context;
    this.link = link;
    link.onUp(this::catchUp);
  }

  /**
   * Does it now or, when that fails, later.
   *
   * @param work may be done twice
   */
  void attempt(Supplier<Future<?>> work) {
    begin(work).onFailure(e -> keep(work, e));
  }

  private static Future<?> begin(Supplier<Future<?>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * Does it as soon as Redis is there, having failed now.
   *
   * @param work may be done twice; completes with false to be done once more
   */
  public void later(Supplier<Future<Boolean>> work) {
    keep(
        () ->
            work.get()
                .compose(done -> done ? Future.succeededFuture() : Future.failedFuture(away())),
        away());
  }

  private static RedisUnavailableException away() {
    return RedisUnavailableException.unsent(
        "what has failed before failed again", Duration.ofMillis(RETRY_MILLIS));
  }

  private void keep(Supplier<Future<?>> work, Throwable cause) {
    if (faults.report(Part.VISIT, "Postponed work broke and is given up.", cause)) {
      return;
    }
    if (works.size() < MAX) {
      works.add(work);
      retrySoon();
    }
  }

  private void retrySoon() {
    if (!retrying) {
      retrying = true;
      context.owner().setTimer(RETRY_MILLIS, timer -> context.runOnContext(turn -> retry()));
    }
  }

  private void retry() {
    retrying = false;
    if (link.isUp() && !works.isEmpty()) {
      Supplier<Future<?>> first = works.remove();
      begin(first)
          .onFailure(e -> keep(first, e))
          // One that breaks must not hold up the others.
          .onComplete(
              done -> {
                if (!(done.cause() instanceof Foreseen)) {
                  catchUp();
                }
              });
    }
  }

  private void catchUp() {
    for (int left = works.size(); left > 0; left--) {
      attempt(works.remove());
    }
  }
}
