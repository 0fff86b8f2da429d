package chat.passerby.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Backups as files that only their owner can read. */
public final class BackupFiles {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private BackupFiles() {}

  /**
   * Makes a backup under another name and gives it its own when it is whole and on the disk, in
   * place of an older one.
   */
  public static Counts write(Path file, Stores stores) {
    Path whole = file.toAbsolutePath();
    try {
      Path folder = whole.getParent() == null ? whole : whole.getParent();
      Path part = Files.createTempFile(folder, whole.getFileName() + ".", ".part", OWNER_ONLY);
      // A signal may end the process at any time.
      part.toFile().deleteOnExit();
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        Counts counts = Backup.write(stores, Channels.newOutputStream(channel));
        channel.force(true);
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        return counts;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new BackupException(file + " cannot be written: " + reason(e), e);
    }
  }

  /** Makes a backup on a stream, such as the standard output. */
  public static Counts write(OutputStream stream, Stores stores) {
    try {
      return Backup.write(stores, stream);
    } catch (IOException e) {
      throw new BackupException("The backup cannot be written: " + reason(e), e);
    }
  }

  /**
   * Writes a backup back.
   *
   * @param replace delete what is there first
   */
  public static Restore.Outcome restore(Path file, Stores stores, boolean replace) {
    return restore(file, file.toString(), stores, replace);
  }

  /**
   * The same of a stream, which is put down in a temporary file first, so that it can be checked.
   */
  public static Restore.Outcome restore(InputStream stream, Stores stores, boolean replace) {
    try {
      Path file = Files.createTempFile("passerby-", ".backup", OWNER_ONLY);
      file.toFile().deleteOnExit();
      try {
        try (OutputStream out = Files.newOutputStream(file)) {
          stream.transferTo(out);
        }
        return restore(file, "What was read", stores, replace);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new BackupException("The backup cannot be read: " + reason(e), e);
    }
  }

  private static Restore.Outcome restore(Path file, String name, Stores stores, boolean replace) {
    try {
      BackupReader reader = new BackupReader(file, name);
      reader.check();
      return Restore.read(reader, stores, replace);
    } catch (IOException e) {
      throw new BackupException(name + " cannot be read: " + reason(e), e);
    }
  }

  private static String reason(Exception e) {
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
  }
}
