package chat.passerby.redis;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a {@link PackedWriter} wrote, in the same order. Bytes that end early or carry an
 * impossible length throw an {@link IndexOutOfBoundsException} or {@link IllegalArgumentException}:
 * they come from another version or another program.
 */
public final class PackedReader {
  private final Buffer in;
  private int position;

  public PackedReader(Buffer in) {
    this.in = in;
  }

  public int tag() {
    return in.getByte(position++);
  }

  public boolean flag() {
    return tag() != 0;
  }

  public long number() {
    long value = in.getLong(position);
    position += Long.BYTES;
    return value;
  }

  public String text() {
    int length = length();
    String value = in.getString(position, position + length);
    position += length;
    return value;
  }

  public List<String> texts() {
    int count = length();
    List<String> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(text());
    }
    return List.copyOf(values);
  }

  /** A copy of the bytes, so that the message they came in can be let go. */
  public Buffer bytes() {
    int length = length();
    Buffer value = in.getBuffer(position, position + length);
    position += length;
    return value;
  }

  public boolean atEnd() {
    return position >= in.length();
  }

  private int length() {
    int length = in.getInt(position);
    position += Integer.BYTES;
    if (length < 0 || length > in.length() - position) {
      throw new IllegalArgumentException("A packed length reaches past the end of its message.");
    }
    return length;
  }
}
