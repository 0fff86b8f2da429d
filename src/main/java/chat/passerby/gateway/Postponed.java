package chat.passerby.gateway;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Backoff;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.Foreseen;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Work for Redis that can wait: it is done now or, when Redis is away, as soon as Redis is back. A
 * server that is full or read-only does not say when it can write again, so one piece of work is
 * tried from time to time, less often the longer that lasts, and the others follow once one has
 * succeeded.
 */
public final class Postponed {
  /** More work is dropped: the keys expire by themselves. */
  static final int MAX = 10_000;

  private static final Duration SOONEST = Duration.ofSeconds(1);

  /** People wait for some of this work, such as the end of a chat. */
  static final Duration LATEST = Duration.ofSeconds(15);

  private final RedisLink link;
  private final Context context;
  private final Faults faults;
  private final Deque<Supplier<Future<?>>> works = new ArrayDeque<>();
  private final Backoff backoff;
  private boolean retrying;

  public Postponed(Context context, RedisLink link, Faults faults) {
    this(context, link, faults, new SplittableRandom());
  }

  /**
   * @param random draws the waits between tries
   */
  Postponed(Context context, RedisLink link, Faults faults, RandomGenerator random) {
    this.faults = faults;
    this.backoff = new Backoff(SOONEST, LATEST, random);
    this.context = context;
    this.link = link;
    link.onUp(
        () -> {
          backoff.reset();
          catchUp();
        });
  }

  /**
   * Does the work now or, when Redis is away, later.
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
   * Does work that has failed already, as soon as Redis is back.
   *
   * @param work may be done twice; completes with false when it has to be done again
   */
  public void later(Supplier<Future<Boolean>> work) {
    keep(
        () ->
            work.get()
                .compose(done -> done ? Future.succeededFuture() : Future.failedFuture(away())),
        away());
  }

  private RedisUnavailableException away() {
    return RedisUnavailableException.unsent("the work failed again", backoff.bound());
  }

  private void keep(Supplier<Future<?>> work, Throwable cause) {
    if (faults.report(Part.VISIT, "Postponed work broke and was dropped.", cause)) {
      return;
    }
    if (works.size() == MAX) {
      faults.report(Part.VISIT, "Dropped work for Redis: too much waits already.", null);
      return;
    }
    works.add(work);
    retrySoon();
  }

  private void retrySoon() {
    if (!retrying) {
      retrying = true;
      context
          .owner()
          .setTimer(backoff.next().toMillis(), timer -> context.runOnContext(turn -> retry()));
    }
  }

  private void retry() {
    retrying = false;
    if (link.isUp() && !works.isEmpty()) {
      Supplier<Future<?>> first = works.remove();
      begin(first)
          .onFailure(e -> keep(first, e))
          // Work that breaks is dropped, so the others need not wait for it.
          .onComplete(
              done -> {
                if (!(done.cause() instanceof Foreseen)) {
                  backoff.reset();
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
