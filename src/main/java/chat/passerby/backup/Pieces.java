package chat.passerby.backup;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts what a key has in it into parts that Redis takes one at a time. */
final class Pieces {
  /** An even number, so that a field stays with its value; a script can be given thousands. */
  static final int ITEMS = 300;

  private static final int BYTES = 1 << 20;

  private Pieces() {}

  /** The parts, in their order. */
  static List<Part> of(Part whole) {
    List<Part> parts = new ArrayList<>();
    List<Buffer> some = new ArrayList<>();
    long bytes = 0;
    for (Buffer item : whole.items()) {
      boolean even = some.size() % 2 == 0;
      if (even && !some.isEmpty() && (some.size() >= ITEMS || bytes + item.length() > BYTES)) {
        parts.add(new Part(whole.key(), whole.type(), whole.left(), some));
        some = new ArrayList<>();
        bytes = 0;
      }
      some.add(item);
      bytes += item.length();
    }
    if (!some.isEmpty()) {
      parts.add(new Part(whole.key(), whole.type(), whole.left(), some));
    }
    return parts;
  }
}
