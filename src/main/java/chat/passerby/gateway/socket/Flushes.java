package chat.passerby.gateway.socket;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends out what was written to the sockets of one event loop, once the loop has looked at all that
 * is ready to be read. A flush is a system call: under load several frames for one socket share it,
 * and without load nothing waits. What is in no hurry waits for a moment, and goes out with what
 * comes meanwhile.
 */
final class Flushes {
  /** Far less than anybody notices. */
  private static final long MOMENT_MILLIS = 5;

  private static final FastThreadLocal<Flushes> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected Flushes initialValue() {
          return new Flushes();
        }
      };

  private List<Line> soon = new ArrayList<>();
  private List<Line> later = new ArrayList<>();

  private Flushes() {}

  /** Those of the event loop on which this is called. */
  static Flushes here() {
    return OF_THREAD.get();
  }

  /**
   * Has a line flushed at the end of this turn of the loop.
   *
   * @param loop on which this is called
   */
  void soon(Line line, EventLoop loop) {
    if (soon.isEmpty()) {
      loop.execute(
          () -> {
            List<Line> lines = soon;
            soon = new ArrayList<>();
            lines.forEach(Line::flush);
          });
    }
    soon.add(line);
  }

  /** Has a line flushed in a moment, as above. */
  void later(Line line, EventLoop loop) {
    if (later.isEmpty()) {
      var unused =
          loop.schedule(
              () -> {
                List<Line> lines = later;
                later = new ArrayList<>();
                lines.forEach(Line::flush);
              },
              MOMENT_MILLIS,
              TimeUnit.MILLISECONDS);
    }
    later.add(line);
  }
}
