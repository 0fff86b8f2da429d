package chat.passerby.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/** The event loop of one gateway: what is to be done there in a later turn. */
public final class EventLoop {
  private final Context context;

  public EventLoop(Context context) {
    this.context = context;
  }

  public Context context() {
    return context;
  }

  public Vertx vertx() {
    return context.owner();
  }

  /** Does something in a turn of its own; may be called on any thread. */
  public void run(Runnable work) {
    context.runOnContext(turn -> work.run());
  }

  /** Does something behind what this turn puts off until its end. */
  public void runLast(Runnable work) {
    run(() -> run(work));
  }

  /** Does something once this turn, and what it has put off, is done. */
  public <T> Future<T> afterThisTurn(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(
        turn -> {
          try {
            work.get().onComplete(done);
          } catch (RuntimeException e) {
            done.fail(e);
          }
        });
    return done.future();
  }

  /** Completes after that time; at the soonest after a millisecond. */
  public Future<Void> after(Duration time) {
    Promise<Void> passed = Promise.promise();
    vertx().setTimer(Math.max(1, time.toMillis()), timer -> passed.complete());
    return passed.future();
  }
}
