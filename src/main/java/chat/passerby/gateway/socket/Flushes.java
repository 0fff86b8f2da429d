package chat.passerby.gateway.socket;

import chat.passerby.gateway.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends out what was written to the sockets of one event loop, once the loop has looked at all that
 * is ready to be read. A flush is a system call: under load several frames for one socket share it,
 * and without load nothing waits. What is in no hurry waits for a moment, and goes out with what
 * comes meanwhile.
 */
public final class Flushes {
  /** Far less than anybody notices. */
  private static final Duration MOMENT = Duration.ofMillis(5);

  private final EventLoop loop;
  private List<Line> soon = new ArrayList<>();
  private List<Line> later = new ArrayList<>();

  public Flushes(EventLoop loop) {
    this.loop = loop;
  }

  /** Has a line flushed at the end of this turn of the loop. */
  void soon(Line line) {
    if (soon.isEmpty()) {
      loop.run(
          () -> {
            List<Line> lines = soon;
            soon = new ArrayList<>();
            lines.forEach(Line::flush);
          });
    }
    soon.add(line);
  }

  /** Has a line flushed in a moment. */
  void later(Line line) {
    if (later.isEmpty()) {
      loop.after(MOMENT)
          .onSuccess(
              passed -> {
                List<Line> lines = later;
                later = new ArrayList<>();
                lines.forEach(Line::flush);
              });
    }
    later.add(line);
  }
}
