package chat.passerby.redis.embedded;

import chat.passerby.redis.link.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a server process on a thread of its own: when the process has ended, it is started
 * again, after waits that grow while it does not last.
 */
final class ServerWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration FLOOR = Duration.ofMillis(200);
  private static final Duration CEILING = Duration.ofSeconds(15);

  /** A server that has run for this long did not end because of how it was started. */
  private static final Duration LASTING = Duration.ofMinutes(1);

  private final Supplier<Optional<ServerProcess>> launch;
  private final Backoff backoff = new Backoff(FLOOR, CEILING, new SplittableRandom());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private ServerWatch(ServerProcess process, Supplier<Optional<ServerProcess>> launch) {
    this.launch = launch;
    this.thread = Thread.ofPlatform().name("embedded-redis").daemon().unstarted(() -> run(process));
  }

  /**
   * Begins to watch.
   *
   * @param launch starts the server again; nothing, or an exception, when it could not
   */
  static ServerWatch over(ServerProcess process, Supplier<Optional<ServerProcess>> launch) {
    ServerWatch watch = new ServerWatch(process, launch);
    watch.thread.start();
    return watch;
  }

  /** Starts nothing any more once this returns. */
  @Override
  public void close() {
    closed.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // what is being started must not be left behind
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(ServerProcess first) {
    ServerProcess process = first;
    long since = System.nanoTime();
    while (!closesWithin(INTERVAL)) {
      if (process.isAlive()) {
        continue;
      }
      LOG.error("The embedded Redis has ended; starting it again.");
      if (System.nanoTime() - since > LASTING.toNanos()) {
        backoff.reset();
      }
      Optional<ServerProcess> next = Optional.empty();
      while (next.isEmpty() && !closesWithin(backoff.next())) {
        next = attempt();
      }
      if (next.isPresent()) {
        process = next.get();
        since = System.nanoTime();
        LOG.info("The embedded Redis runs again.");
      }
    }
  }

  private Optional<ServerProcess> attempt() {
    try {
      return launch.get();
    } catch (EmbeddedRedisException e) {
      LOG.error("The embedded Redis could not be started again: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private boolean closesWithin(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
