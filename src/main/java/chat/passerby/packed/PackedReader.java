package chat.passerby.packed;

import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads what a {@link PackedWriter} wrote, in the same order. Bytes that end early or carry an
 * impossible length throw an {@link IndexOutOfBoundsException} or {@link IllegalArgumentException}:
 * they come from another version or another program.
 */
public final class PackedReader {
  private final Buffer in;
  private final int end;
  private int position;

  public PackedReader(Buffer in) {
    this(in, in.length());
  }

  /**
   * @param end where to stop, before the end of the bytes
   */
  PackedReader(Buffer in, int end) {
    this.in = in;
    this.end = end;
  }

  /**
   * Reads bytes that another build may have written; what cannot be read is counted and skipped.
   *
   * @return nothing when {@code unpack} cannot read them
   */
  public static <T> Optional<T> read(
      Written what, Buffer packed, Function<Buffer, T> unpack, Faults faults) {
    try {
      return Optional.of(unpack.apply(packed));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      faults.unreadable(what, packed.length());
      return Optional.empty();
    }
  }

  /**
   * Hands on byte strings that were packed one behind the other. What cannot be read, and all that
   * is behind it, is counted and skipped.
   */
  public static void each(Written what, Buffer packed, Consumer<Buffer> taker, Faults faults) {
    PackedReader in = new PackedReader(packed);
    while (!in.atEnd()) {
      Buffer next;
      try {
        next = in.bytes();
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        faults.unreadable(what, packed.length());
        return;
      }
      taker.accept(next);
    }
  }

  public int tag() {
    return in.getByte(take(1));
  }

  public boolean flag() {
    return tag() != 0;
  }

  public long number() {
    return in.getLong(take(Long.BYTES));
  }

  public String text() {
    int length = length();
    int start = take(length);
    return in.getString(start, start + length);
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
    int start = take(length);
    return in.getBuffer(start, start + length);
  }

  public boolean atEnd() {
    return position >= end;
  }

  private int length() {
    int length = in.getInt(take(Integer.BYTES));
    if (length < 0 || length > end - position) {
      throw new IllegalArgumentException("A packed length reaches past the end of its message.");
    }
    return length;
  }

  /** Goes on by so many bytes; returns where they start. */
  private int take(int bytes) {
    int start = position;
    if (bytes > end - start) {
      throw new IndexOutOfBoundsException("Packed bytes end early.");
    }
    position = start + bytes;
    return start;
  }
}
