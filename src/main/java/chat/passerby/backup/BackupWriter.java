package chat.passerby.backup;

import chat.passerby.backup.BackupReader.Mark;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;

/**
 * Writes a backup: eight bytes that say what it is, its version, the parts, how many there were,
 * and the SHA-256 of all that. Numbers are big-endian; each text or value has its length before it.
 */
final class BackupWriter {
  private final DigestOutputStream digest;
  private final DataOutputStream out;
  private long parts;

  BackupWriter(OutputStream file) throws IOException {
    digest = new DigestOutputStream(new BufferedOutputStream(file), BackupReader.sha256());
    out = new DataOutputStream(digest);
    out.write(BackupReader.MAGIC);
    out.writeInt(BackupReader.VERSION);
  }

  void write(Part part) throws IOException {
    parts++;
    out.writeByte(Mark.PART);
    write(part.key());
    write(part.type());
    out.writeLong(part.left().orElse(BackupReader.FOR_GOOD));
    out.writeInt(part.items().size());
    for (Buffer item : part.items()) {
      out.writeInt(item.length());
      out.write(item.getBytes());
    }
  }

  /** The end, without which it is no backup. */
  void end() throws IOException {
    out.writeByte(Mark.END);
    out.writeLong(parts);
    byte[] sum = digest.getMessageDigest().digest();
    digest.on(false);
    out.write(sum);
    out.flush();
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
