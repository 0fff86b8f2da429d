package chat.passerby.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Text frames from UTF-8 bytes. Vert.x's public factory takes only a String, which would decode and
 * encode every relayed frame once for nothing.
 */
final class TextFrames {
  private TextFrames() {}

  static WebSocketFrame of(Buffer utf8) {
    return new WebSocketFrameImpl(
        WebSocketFrameType.TEXT, ((BufferInternal) utf8).getByteBuf(), true);
  }
}
