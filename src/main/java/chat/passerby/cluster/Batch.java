package chat.passerby.cluster;

import chat.passerby.packed.PackedWriter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

/** Messages for one node that travel together. */
final class Batch {
  /** Beyond this a batch takes no more, so no message in Redis grows without bound. */
  static final int BYTES = 256 * 1024;

  private final PackedWriter messages = new PackedWriter();
  private final Promise<Boolean> heard = Promise.promise();
  private boolean urgent;
  private long number;

  /**
   * Takes one more message.
   *
   * @param answerAwaited whether somebody waits for the answer
   * @return completes with whether the node has it
   */
  Future<Boolean> add(Buffer message, boolean answerAwaited) {
    messages.bytes(message);
    urgent |= answerAwaited;
    return heard.future();
  }

  /** Completes with whether the node has all of this, which may be nothing. */
  Future<Boolean> ask() {
    urgent = true;
    return heard.future();
  }

  /** Whether it takes no more: it is large enough, or has been sent. */
  boolean isFull() {
    return number > 0 || messages.length() > BYTES;
  }

  int length() {
    return messages.length();
  }

  boolean isUrgent() {
    return urgent;
  }

  /** Its place in the sender's sequence, from 1; 0 when it has none yet. */
  long number() {
    return number;
  }

  void number(long place) {
    number = place;
  }

  Buffer packed() {
    return messages.packed();
  }

  byte[] bytes() {
    return messages.toBytes();
  }

  Promise<Boolean> heard() {
    return heard;
  }
}
