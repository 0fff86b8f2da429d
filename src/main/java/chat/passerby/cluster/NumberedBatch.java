package chat.passerby.cluster;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A batch in Redis that says its place in its sender's sequence, in a record in front of its
 * messages: a byte that begins no message (they begin with a length below 2^24), the sender's
 * channel and the number. Only sent to nodes that take links; others would skip the record as
 * unreadable.
 *
 * @param messages as they were packed one behind the other
 */
record NumberedBatch(long channel, long number, Buffer messages) {
  private static final byte MARK = 0x7F;
  private static final int RECORD_BYTES = 1 + 2 * Long.BYTES;
  private static final int HEAD_BYTES = Integer.BYTES + RECORD_BYTES;

  Buffer pack() {
    return Buffer.buffer(HEAD_BYTES + messages.length())
        .appendInt(RECORD_BYTES)
        .appendByte(MARK)
        .appendLong(channel)
        .appendLong(number)
        .appendBuffer(messages);
  }

  /** Nothing for a batch that says no place. */
  static Optional<NumberedBatch> read(Buffer batch) {
    if (batch.length() < HEAD_BYTES
        || batch.getInt(0) != RECORD_BYTES
        || batch.getByte(Integer.BYTES) != MARK) {
      return Optional.empty();
    }
    return Optional.of(
        new NumberedBatch(
            batch.getLong(Integer.BYTES + 1),
            batch.getLong(Integer.BYTES + 1 + Long.BYTES),
            batch.getBuffer(HEAD_BYTES, batch.length())));
  }
}
