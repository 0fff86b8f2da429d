package chat.passerby.redis;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what happens on other threads or in other processes. A failure alone reaches the
 * deadline: a machine with other work on it may be slower than any promise of speed.
 */
public final class Eventually {
  /** After how long without the thing waited for a test gives up. */
  public static final Duration DEADLINE = Duration.ofMinutes(3);

  private Eventually() {}

  /** The result of {@code future}. */
  public static <T> T get(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("did not complete", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Why {@code future} failed. */
  public static <E extends Throwable> E failure(Class<E> type, Future<?> future) {
    try {
      Object result =
          future
              .toCompletionStage()
              .toCompletableFuture()
              .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      return fail("succeeded with " + result);
    } catch (ExecutionException e) {
      return assertInstanceOf(type, e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("did not complete", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What {@code failure} says. */
  public static String message(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  /** Returns once {@code condition} holds. */
  public static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("never happened: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
