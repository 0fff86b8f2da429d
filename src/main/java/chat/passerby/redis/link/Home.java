package chat.passerby.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a connection lives: its state belongs to one event loop and needs no lock, its listeners
 * run on the context that created it. The two differ only for a worker, which may block for long
 * while its connection is lost, noticed and replaced.
 */
public record Home(VertxInternal vertx, ContextInternal owner, ContextInternal loop) {
  private static final Logger LOG = LoggerFactory.getLogger(Home.class);

  /** The current context, or a new one when the thread has none. */
  public static Home here(Vertx vertx) {
    VertxInternal internal = (VertxInternal) vertx;
    ContextInternal owner = internal.getOrCreateContext().unwrap();
    ContextInternal loop =
        owner.isEventLoopContext()
            ? owner
            : internal
                .contextBuilder()
                .withThreadingModel(ThreadingModel.EVENT_LOOP)
                .withEventLoop(owner.nettyEventLoop())
                .build();
    return new Home(internal, owner, loop);
  }

  /** Runs {@code task} on the event loop, at once if it is called there; completes where called. */
  public <T> Future<T> call(Consumer<Promise<T>> task) {
    PromiseInternal<T> promise = vertx.promise();
    if (loop.inThread()) {
      task.accept(promise);
    } else {
      loop.runOnContext(v -> task.accept(promise));
    }
    return promise.future();
  }

  /** Runs {@code task} on the owner's context; if it throws, that is told and goes no further. */
  public void tell(Runnable task) {
    if (owner == loop && loop.inThread()) {
      loop.dispatch(v -> attempt(task));
    } else {
      owner.runOnContext(v -> attempt(task));
    }
  }

  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      if (vertx.exceptionHandler() != null) {
        owner.reportException(e);
        return;
      }
      // Not the message: it may quote what was received.
      StackTraceElement[] trace = e.getStackTrace();
      LOG.error(
          "A listener failed: {} at {}",
          e.getClass().getName(),
          trace.length == 0 ? "unknown" : trace[0]);
    }
  }
}
