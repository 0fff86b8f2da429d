package chat.passerby;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** How many files the system lets this process open. Each connection is one. */
final class OpenFiles {
  /** For jars, logs, the links to Redis and to other nodes. */
  private static final int OTHERS = 256;

  private OpenFiles() {}

  /**
   * What to tell the operator when the connections that are allowed cannot all be open.
   *
   * @param connections {@code PASSERBY_CONNECTIONS}; 0 is no limit, and then nothing is promised
   */
  static Optional<String> warning(int connections) {
    // Windows has no such limit. HotSpot has raised the soft limit to the hard one by now.
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? warning(connections, system.getMaxFileDescriptorCount())
        : Optional.empty();
  }

  /** The same for a given limit; one below 1 is unknown. */
  static Optional<String> warning(int connections, long limit) {
    if (connections == 0 || limit < 1 || (long) connections + OTHERS <= limit) {
      return Optional.empty();
    }
    return Optional.of(
        "PASSERBY_CONNECTIONS is %d, but this process may open only %d files, and each connection is"
                .formatted(connections, limit)
            + " one. Raise the limit (ulimit -n, LimitNOFILE in systemd) to %d, or set"
                .formatted((long) connections + OTHERS)
            + " PASSERBY_CONNECTIONS to %d at most.".formatted(Math.max(1, limit - OTHERS)));
  }
}
