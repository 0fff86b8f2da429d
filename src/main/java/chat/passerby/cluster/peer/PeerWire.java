package chat.passerby.cluster.peer;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/** What the sealed frames of a link hold, and how long both sides wait for each other. */
final class PeerWire {
  /** Nothing longer is read before the other side has proven who it is. */
  static final int HELLO_BYTES = 512;

  /** The longest frame: a full batch, the longest message behind it, and what is round them. */
  static final int FRAME_BYTES = 512 * 1024;

  /** By then a link is there, or is given up. */
  static final int HANDSHAKE_MILLIS = 5_000;

  static final int HEAD_BYTES = Long.BYTES + 1;

  private PeerWire() {}

  /** What stands before the messages: their number, and whether the answer is waited for. */
  static byte[] head(long number, boolean urgent) {
    byte[] head = new byte[HEAD_BYTES];
    ByteBuffer.wrap(head).putLong(number).put((byte) (urgent ? 1 : 0));
    return head;
  }

  static long number(Buffer opened) {
    return opened.getLong(0);
  }

  static boolean isUrgent(Buffer opened) {
    return opened.getByte(Long.BYTES) != 0;
  }

  static Buffer messages(Buffer opened) {
    return opened.slice(HEAD_BYTES, opened.length());
  }

  /** A frame that is not sealed. */
  static Buffer plain(Buffer frame) {
    return Buffer.buffer(Integer.BYTES + frame.length())
        .appendInt(frame.length())
        .appendBuffer(frame);
  }
}
