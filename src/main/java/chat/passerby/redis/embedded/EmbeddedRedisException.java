package chat.passerby.redis.embedded;

import java.nio.file.Path;

/**
 * The embedded Redis cannot run here. The message is one sentence for the operator that says what
 * to do.
 */
public final class EmbeddedRedisException extends RuntimeException {
  private EmbeddedRedisException(String message) {
    super(message);
  }

  static EmbeddedRedisException unwritable(Path folder) {
    return new EmbeddedRedisException(
        "The data folder "
            + folder
            + " cannot be written: make it writable, or set PASSERBY_DATA to a folder that is.");
  }

  static EmbeddedRedisException inUse(Path folder) {
    return new EmbeddedRedisException(
        "The data folder "
            + folder
            + " is used by another running node: give this one a folder of its own with"
            + " PASSERBY_DATA, or let both use one Redis with PASSERBY_REDIS_URI.");
  }

  static EmbeddedRedisException unsupported() {
    return new EmbeddedRedisException(
        "There is no embedded Redis for "
            + System.getProperty("os.name")
            + " on "
            + System.getProperty("os.arch")
            + ": set PASSERBY_REDIS_URI to a Redis server, version 7 or newer.");
  }

  static EmbeddedRedisException notExecutable(Path folder) {
    return new EmbeddedRedisException(
        "The embedded Redis cannot be run from the data folder "
            + folder
            + ": set PASSERBY_DATA to a folder on a file system that allows programs, or"
            + " PASSERBY_REDIS_URI to a Redis server.");
  }

  static EmbeddedRedisException notStarted(Path log) {
    return new EmbeddedRedisException(
        "The embedded Redis did not start: its log "
            + log
            + " says why; another folder can be set with PASSERBY_DATA, another Redis with"
            + " PASSERBY_REDIS_URI.");
  }

  static EmbeddedRedisException orphaned(Path folder, long pid) {
    return new EmbeddedRedisException(
        "A Redis server that an earlier node left behind still holds the data folder "
            + folder
            + ": end the process "
            + pid
            + " and start again.");
  }
}
