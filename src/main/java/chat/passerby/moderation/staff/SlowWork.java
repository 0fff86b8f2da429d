package chat.passerby.moderation.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Does what takes too long for an event loop, on threads of its own. One for each kind of work. */
public final class SlowWork {
  private static final int THREADS = 2;

  /** How many may wait; at two threads and 50 ms each, the last one waits less than a second. */
  private static final int WAITING = 32;

  private final WorkerExecutor workers;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param name of the threads
   */
  public SlowWork(Vertx vertx, String name) {
    this.workers = vertx.createSharedWorkerExecutor(name, THREADS);
  }

  /** Too much waits already. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("Too much waits to be done.", null, false, false);
    }
  }

  /** Does the work; fails with a {@link BusyException}, or with what the work has thrown. */
  public <T> Future<T> run(Callable<T> work) {
    if (waiting.incrementAndGet() > WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(new BusyException());
    }
    return workers
        .executeBlocking(work, false)
        .map(Objects::requireNonNull)
        .onComplete(done -> waiting.decrementAndGet());
  }
}
