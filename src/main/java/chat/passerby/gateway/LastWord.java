package chat.passerby.gateway;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/**
 * Closes a WebSocket past Vert.x, for clients with whom a regular farewell cannot be had. After the
 * close frame only our half of the connection ends: closing over bytes that nobody has read would
 * take the close frame back.
 */
final class LastWord {
  /** The name under which Vert.x puts its own handler at the end of the pipeline. */
  static final String VERTX_HANDLER = "handler";

  private LastWord() {}

  /** Writes a close frame behind what is on its way; to be called on the channel's event loop. */
  static void say(Channel channel, int code, String reason) {
    var unused =
        channel
            .pipeline()
            .context(VERTX_HANDLER)
            .writeAndFlush(new CloseWebSocketFrame(code, reason))
            .addListener(written -> endOutput(channel));
  }

  /** Ends the connection, whatever is on its way. */
  static void cut(Channel channel) {
    var unused = channel.pipeline().context(VERTX_HANDLER).close();
  }

  private static void endOutput(Channel channel) {
    var unused = ((DuplexChannel) channel).shutdownOutput();
  }
}
