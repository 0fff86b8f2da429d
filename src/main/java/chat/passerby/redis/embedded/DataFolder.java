package chat.passerby.redis.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an embedded Redis, held by one node at a time by a lock that the system releases
 * whenever and however the node ends.
 */
final class DataFolder implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the folder, creating it if it is missing.
   *
   * @throws EmbeddedRedisException when it cannot be written or another node has it
   */
  static DataFolder take(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, OWNER_ONLY_FOLDER);
      }
      Path path = folder.toRealPath();
      // Redis makes its files readable for everybody, and they hold secrets that the nodes share.
      Path logs = path.resolve("appendonlydir");
      if (!Files.isDirectory(logs, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(logs, OWNER_ONLY_FOLDER);
      }
      FileChannel channel =
          FileChannel.open(
              path.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw EmbeddedRedisException.inUse(path);
      }
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw EmbeddedRedisException.unwritable(folder.toAbsolutePath().normalize());
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    }
  }

  /** Absolute, without symbolic links: the same for every node that uses this folder. */
  Path path() {
    return path;
  }

  Path program() {
    return path.resolve("redis-server");
  }

  /** Names the folder, port and password of the server; readable for the owner only. */
  Path config() {
    return config(path);
  }

  static Path config(Path folder) {
    return folder.resolve("redis.conf");
  }

  Path log() {
    return path.resolve("redis.log");
  }

  void writeConfig(String text) throws IOException {
    Files.deleteIfExists(config());
    Files.createFile(config(), OWNER_ONLY_FILE);
    Files.writeString(config(), text);
  }

  /** Lets the next node have it. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw EmbeddedRedisException.unwritable(path);
    }
  }
}
