package chat.passerby.redis.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The Redis server of a data folder, as a process of this machine.
 *
 * <p>A process is taken for it only if it runs a program called {@code redis-server} on the very
 * configuration file of this folder. No note of its number is kept: numbers are used again, a note
 * may be missing, and nothing else may ever be ended.
 */
final class ServerProcess {
  /** Redis writes out its data when asked to end; beyond this it is killed. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

  private final ProcessHandle handle;

  private ServerProcess(ProcessHandle handle) {
    this.handle = handle;
  }

  /** The server that runs on {@code folder}, if there is one. */
  static Optional<ServerProcess> of(DataFolder folder) {
    return ProcessHandle.allProcesses()
        .filter(handle -> runs(handle.info(), folder))
        .findAny()
        .map(ServerProcess::new);
  }

  private static boolean runs(ProcessHandle.Info info, DataFolder folder) {
    String program = info.command().map(c -> Path.of(c).getFileName().toString()).orElse("");
    String config = folder.config().toString();
    // Linux appends a remark to the name of a program whose file was replaced.
    return program.startsWith("redis-server")
        && info.arguments().filter(a -> a.length == 1 && a[0].equals(config)).isPresent();
  }

  long pid() {
    return handle.pid();
  }

  boolean isAlive() {
    // A process that has ended, and whose parent has not noticed yet, runs no program.
    return handle.isAlive() && handle.info().command().isPresent();
  }

  /** Asks the server to save its data and end. */
  void ask() {
    boolean unused = handle.destroy();
  }

  /**
   * Ends the server after it has saved its data; kills it if it does not react.
   *
   * @return whether it is gone
   */
  boolean end() {
    if (!handle.destroy() || !awaitUntil(PATIENCE, () -> !isAlive())) {
      handle.destroyForcibly();
    }
    return awaitUntil(PATIENCE, () -> !isAlive());
  }

  /** Waits until {@code condition} holds; false if it does not within {@code limit}. */
  static boolean awaitUntil(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }
}
