package chat.passerby.redis;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a {@link PackedWriter} wrote, in the same order. Bytes that end early or carry an
 * impossible length throw an {@link IndexOutOfBoundsException} or {@link IllegalArgumentException}:
 * they come from another version or another program.
 */
public final class PackedReader {
  private static final Logger LOG = LoggerFactory.getLogger(PackedReader.class);

  private final Buffer in;
  private int position;

  public PackedReader(Buffer in) {
    this.in = in;
  }

  /**
   * Reads bytes that another version may have written, for callers that can do without them.
   *
   * @return nothing when {@code unpack} cannot read them
   */
  public static <T> Optional<T> read(Buffer packed, Function<Buffer, T> unpack) {
    try {
      return Optional.of(unpack.apply(packed));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      LOG.warn("Skipped {} bytes that are not of this version.", packed.length());
      return Optional.empty();
    }
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
