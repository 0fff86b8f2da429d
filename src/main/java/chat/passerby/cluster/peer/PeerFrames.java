package chat.passerby.cluster.peer;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** Cuts what comes on a link into frames: a 32-bit length and so many bytes. */
final class PeerFrames {
  private final Consumer<Buffer> taker;
  private final Runnable broken;
  private Buffer rest = Buffer.buffer();
  private int limit;
  private boolean stopped;
  private boolean cutting;

  /**
   * @param limit the longest frame that is taken, in bytes
   * @param taker takes each frame, which is a part of what arrived and no copy
   * @param broken called for a longer one, or one of no length; nothing is taken after it
   */
  PeerFrames(int limit, Consumer<Buffer> taker, Runnable broken) {
    this.limit = limit;
    this.taker = taker;
    this.broken = broken;
  }

  /** Allows longer frames from now on. */
  void allow(int bytes) {
    limit = bytes;
  }

  /** Takes what has arrived. */
  void take(Buffer bytes) {
    rest = rest.length() == 0 ? bytes : rest.appendBuffer(bytes);
    cut();
  }

  /** Keeps what is left until {@link #goOn}. */
  void stop() {
    stopped = true;
  }

  /** Hands on what is left; returns false when it was stopped again meanwhile. */
  boolean goOn() {
    stopped = false;
    cut();
    return !stopped;
  }

  private void cut() {
    if (cutting) {
      return;
    }
    cutting = true;
    int at = 0;
    while (!stopped && rest.length() - at >= Integer.BYTES) {
      int length = rest.getInt(at);
      if (length < 1 || length > limit) {
        stopped = true;
        rest = Buffer.buffer();
        broken.run();
        return;
      }
      if (rest.length() - at - Integer.BYTES < length) {
        break;
      }
      at += Integer.BYTES + length;
      taker.accept(rest.slice(at - length, at));
    }
    rest =
        at == rest.length() ? Buffer.buffer() : at == 0 ? rest : rest.getBuffer(at, rest.length());
    cutting = false;
  }
}
