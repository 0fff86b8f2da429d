package chat.passerby.packed;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Lays a record out as bytes, for a value or a message in Redis: strings as a 32-bit length and
 * UTF-8, numbers as 64 bits, big-endian. Read back in the same order by {@link PackedReader}.
 */
public final class PackedWriter {
  private final Buffer out = Buffer.buffer(256);

  public PackedWriter tag(int tag) {
    out.appendByte((byte) tag);
    return this;
  }

  public PackedWriter flag(boolean value) {
    return tag(value ? 1 : 0);
  }

  public PackedWriter number(long value) {
    out.appendLong(value);
    return this;
  }

  public PackedWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    out.appendInt(utf8.length).appendBytes(utf8);
    return this;
  }

  public PackedWriter texts(Collection<String> values) {
    out.appendInt(values.size());
    values.forEach(this::text);
    return this;
  }

  public PackedWriter bytes(Buffer value) {
    out.appendInt(value.length()).appendBuffer(value);
    return this;
  }

  public Buffer packed() {
    return out;
  }
}
