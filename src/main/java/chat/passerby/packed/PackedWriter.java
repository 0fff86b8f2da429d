package chat.passerby.packed;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * Lays a record out as bytes, for a value or a message in Redis: strings as a 32-bit length and
 * UTF-8, numbers as 64 bits, big-endian. Read back in the same order by {@link PackedReader}.
 */
public final class PackedWriter {
  private byte[] out = new byte[256];
  private int length;

  public PackedWriter tag(int tag) {
    room(1);
    out[length++] = (byte) tag;
    return this;
  }

  public PackedWriter flag(boolean value) {
    return tag(value ? 1 : 0);
  }

  public PackedWriter number(long value) {
    room(Long.BYTES);
    putInt((int) (value >> Integer.SIZE));
    putInt((int) value);
    return this;
  }

  public PackedWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public PackedWriter texts(Collection<String> values) {
    room(Integer.BYTES);
    putInt(values.size());
    for (String value : values) {
      text(value);
    }
    return this;
  }

  public PackedWriter bytes(Buffer value) {
    int added = value.length();
    room(Integer.BYTES + added);
    putInt(added);
    value.getBytes(out, length);
    length += added;
    return this;
  }

  private PackedWriter bytes(byte[] value) {
    room(Integer.BYTES + value.length);
    putInt(value.length);
    System.arraycopy(value, 0, out, length, value.length);
    length += value.length;
    return this;
  }

  private void putInt(int value) {
    out[length++] = (byte) (value >> 24);
    out[length++] = (byte) (value >> 16);
    out[length++] = (byte) (value >> 8);
    out[length++] = (byte) value;
  }

  private void room(int more) {
    if (length + more > out.length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
    }
  }

  /** How many bytes there are by now. */
  public int length() {
    return length;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(out, length);
  }

  public Buffer packed() {
    return Buffer.buffer(length).appendBytes(out, 0, length);
  }
}
