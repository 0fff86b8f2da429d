package chat.passerby.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of one process, which a test sets forward or back while the process runs. Its
 * monotonic clock is left alone, as the step of a real clock leaves it alone.
 *
 * <p>Needs libfaketime (Debian's package {@code faketime}), and a program that is linked
 * dynamically, which the Redis that comes with the build is not: Debian's {@code redis-server} is.
 */
public final class SteppedClock {
  /** Where Debian keeps libraries. */
  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/lib/x86_64-linux-gnu"), Path.of("/usr/lib/aarch64-linux-gnu"));

  private static final Path REDIS = Path.of("/usr/bin/redis-server");

  private final Path file;

  private SteppedClock(Path file) {
    this.file = file;
  }

  /**
   * Why no clock can be stepped here, if so.
   *
   * @throws AssertionError in a run that is to be whole, where nothing may be left out
   */
  public static Optional<String> hindrance() {
    Optional<String> missing =
        library().isEmpty() || !Files.isExecutable(REDIS)
            ? Optional.of("Debian's packages faketime and redis-server are not installed")
            : Optional.empty();
    if (missing.isPresent() && "true".equals(System.getenv("E2E_WHOLE"))) {
      throw new AssertionError("nothing may be left out of this run, but " + missing.get());
    }
    return missing;
  }

  private static Optional<Path> library() {
    return FOLDERS.stream()
        .map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
        .filter(Files::isReadable)
        .findFirst();
  }

  /** A clock that is right, kept in a file of that folder. */
  public static SteppedClock in(Path folder) {
    try {
      SteppedClock clock = new SteppedClock(Files.createTempFile(folder, "clock", ".txt"));
      clock.set(Duration.ZERO);
      return clock;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The environment of a process that goes by this clock. */
  public Map<String, String> environment() {
    Path library = library().orElseThrow();
    // libfaketime 0.9.10 and jemalloc 5.3.0, which Debian's Redis 7.0.15 uses, each call the other
    // when a process starts, and it never gets further. With libc in front nobody asks jemalloc.
    Path libc = library.getParent().resolveSibling("libc.so.6");
    return Map.of(
        "LD_PRELOAD",
        library + ":" + libc,
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        // A step is seen within a second. Without a cache each look at the clock opens the file.
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // libfaketime 0.9.10 mends timed waits for an older glibc by itself. With it, every timed
        // wait of a JDK 25 returns at once.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** From now on, within about a second, the clock is off by so much; negative is behind. */
  public void set(Duration offset) {
    try {
      // At once: the library must never read half of it.
      Path next = Files.createTempFile(file.getParent(), "clock", ".new");
      Files.writeString(next, "%+.3f%n".formatted(offset.toMillis() / 1000.0));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Redis server whose clock can be stepped. */
  static Path redis() {
    return REDIS;
  }
}
