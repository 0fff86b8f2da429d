package chat.passerby.gateway.socket;

import chat.passerby.gateway.limits.FrameLimits;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.reading.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.impl.VertxHandler;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts one client's WebSocket frames together to messages, answers its pings, and counts all of it:
 * against the client's own limits, and what is held of it against the node's.
 */
final class Intake {
  /** What of an unfinished message does not count for the whole node. */
  private static final int FREE_BYTES = 4 * 1024;

  private static final int UNSUPPORTED_DATA = 1003;
  private static final int INVALID_PAYLOAD = 1007;
  private static final int MESSAGE_TOO_BIG = 1009;

  private final Connection connection;
  private final FrameLimits limits;
  private final HeldBytes node;
  private @Nullable Buffer fragments;
  private long fragmentsSince;
  private int counted;

  Intake(Connection connection, FrameLimits limits, HeldBytes node) {
    this.connection = connection;
    this.limits = limits;
    this.node = node;
  }

  /**
   * Takes a frame, and releases it.
   *
   * @param bytes its length on the wire
   * @param now in milliseconds
   */
  void take(WebSocketFrame frame, int bytes, long now) {
    switch (frame) {
      case PingWebSocketFrame ping -> {
        if (isAllowed(bytes)) {
          connection.pong(ping.content());
        } else {
          ping.release();
        }
      }
      case PongWebSocketFrame pong -> {
        pong.release();
        if (isAllowed(bytes)) {
          connection.ifWelcomed(VisitShell::heard);
        }
      }
      case BinaryWebSocketFrame binary -> {
        binary.release();
        connection.violated(UNSUPPORTED_DATA, "text frames only");
      }
      default -> assemble(frame, bytes, now);
    }
  }

  private void assemble(WebSocketFrame frame, int bytes, long now) {
    boolean last = frame.isFinalFragment();
    Buffer data = BufferInternal.buffer(VertxHandler.safeBuffer(frame.content()));
    Buffer before = fragments;
    int length = data.length() + (before == null ? 0 : before.length());
    if (length > Limits.FRAME_BYTES) {
      connection.violated(MESSAGE_TOO_BIG, "a frame has at most 65536 bytes");
    } else if (last) {
      fragments = null;
      message(before == null ? data : before.appendBuffer(data), bytes);
    } else if (isAllowed(bytes)) {
      if (before == null) {
        fragmentsSince = now;
      }
      fragments = (before == null ? Buffer.buffer() : before).appendBuffer(data);
    }
  }

  private void message(Buffer data, int bytes) {
    ByteBuf text = ((BufferInternal) data).getByteBuf();
    int start = text.arrayOffset() + text.readerIndex();
    if (Utf8.isWellFormed(text.array(), start, text.readableBytes())) {
      connection.message(data, bytes);
    } else {
      connection.violated(INVALID_PAYLOAD, "not UTF-8");
    }
  }

  /**
   * Counts a message; when it is over the limit, says after how long it would not be.
   *
   * @param bytes the length of its last frame; those before it have been counted
   */
  Optional<Duration> limit(int bytes) {
    return limits.message(bytes);
  }

  /** Counts a control frame or a fragment; closes the connection when there are too many. */
  private boolean isAllowed(int bytes) {
    boolean allowed = limits.piece(bytes);
    if (!allowed) {
      connection.close(CloseCode.PROTOCOL_ABUSE);
    }
    return allowed;
  }

  /**
   * Since when the client has owed something whole: pongs between the fragments of a message do not
   * put its end off.
   *
   * @param lastHeard when its last frame came
   */
  long silentSince(long lastHeard) {
    return fragments == null ? lastHeard : Math.min(lastHeard, fragmentsSince);
  }

  /**
   * Counts what is held for the whole node.
   *
   * @param undecoded what is no frame yet
   * @return false when that is too much
   */
  boolean count(int undecoded) {
    int held = undecoded + (fragments == null ? 0 : fragments.length());
    int counts = held <= FREE_BYTES ? 0 : held;
    if (counts > counted && !node.add(counts - counted)) {
      return false;
    }
    if (counts < counted) {
      node.remove(counted - counts);
    }
    counted = counts;
    return true;
  }

  /** Holds nothing any more. */
  void forget() {
    fragments = null;
    boolean unused = count(0);
  }
}
