package chat.passerby.matchmaking.figures;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a queue's figures are laid out in Redis. */
final class LaneFiguresCodec {
  private LaneFiguresCodec() {}

  static Buffer pack(LaneFigures figures) {
    PackedWriter out =
        new PackedWriter()
            .number(figures.window().toMillis())
            .number(figures.arrived())
            .number(figures.matched());
    figures.waits().forEach(wait -> out.number(wait.toMillis()));
    return out.packed();
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  static LaneFigures unpack(Buffer packed) {
    PackedReader in = new PackedReader(packed);
    long window = in.number();
    if (window <= 0) {
      throw new IllegalArgumentException("Nothing can be counted in no time.");
    }
    int arrived = (int) in.number();
    int matched = (int) in.number();
    List<Duration> waits = new ArrayList<>();
    while (!in.atEnd()) {
      waits.add(Duration.ofMillis(in.number()));
    }
    return new LaneFigures(Duration.ofMillis(window), arrived, matched, waits);
  }
}
