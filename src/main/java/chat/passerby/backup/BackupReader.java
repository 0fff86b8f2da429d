package chat.passerby.backup;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Reads a backup, once the whole of it was found to be as it was written. */
final class BackupReader {
  static final byte[] MAGIC = "passerby".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;
  static final long FOR_GOOD = -1;

  private static final int SUM_BYTES = 32;
  private static final int CHUNK = 1 << 16;

  /** More than a value in Redis can have. */
  private static final int MOST_BYTES = 1 << 29;

  private final Path file;
  private final String name;

  /**
   * @param name what messages call the file
   */
  BackupReader(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  /** What follows. */
  static final class Mark {
    static final int PART = 1;
    static final int END = 2;

    private Mark() {}
  }

  /** Takes a part. */
  interface Taker {
    void take(Part part);
  }

  /**
   * Makes sure that the file is a backup, of a version that this build reads, from its beginning to
   * its end.
   *
   * @throws BackupException when it is not
   */
  void check() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
      MessageDigest digest = sha256();
      if (!Arrays.equals(MAGIC, in.readNBytes(MAGIC.length))) {
        throw new BackupException(name + " is not a backup of Passerby.");
      }
      byte[] version = in.readNBytes(Integer.BYTES);
      if (version.length == Integer.BYTES && Buffer.buffer(version).getInt(0) != VERSION) {
        throw new BackupException(
            name
                + " is a backup of version "
                + Buffer.buffer(version).getInt(0)
                + ", and this build reads version "
                + VERSION
                + ": use the build that wrote it.");
      }
      digest.update(MAGIC);
      digest.update(version);
      long left = Files.size(file) - MAGIC.length - version.length - SUM_BYTES;
      byte[] chunk = new byte[CHUNK];
      while (left > 0) {
        int read = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
        if (read == 0) {
          throw damaged();
        }
        digest.update(chunk, 0, read);
        left -= read;
      }
      if (left < 0 || !MessageDigest.isEqual(digest.digest(), in.readNBytes(SUM_BYTES))) {
        throw damaged();
      }
    }
  }

  /** Reads all parts in their order; for a file that was checked. */
  void read(Taker taker) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), CHUNK))) {
      in.skipNBytes(MAGIC.length + Integer.BYTES);
      long parts = 0;
      while (in.readUnsignedByte() == Mark.PART) {
        taker.take(part(in));
        parts++;
      }
      if (in.readLong() != parts) {
        throw damaged();
      }
    }
  }

  private Part part(DataInputStream in) throws IOException {
    String key = bytes(in).toString();
    String type = bytes(in).toString();
    long left = in.readLong();
    int count = in.readInt();
    List<Buffer> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(bytes(in));
    }
    return new Part(
        key, type, left == FOR_GOOD ? OptionalLong.empty() : OptionalLong.of(left), items);
  }

  private Buffer bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw damaged();
    }
    return Buffer.buffer(in.readNBytes(length));
  }

  private BackupException damaged() {
    return new BackupException(
        name + " was cut off or changed: its checksum does not fit. Take another one.");
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
