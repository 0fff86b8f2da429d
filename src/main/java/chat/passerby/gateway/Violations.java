package chat.passerby.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * Says why to a client whose bytes are not RFC 6455, or whose frame is too long: Vert.x would end
 * the connection without a close frame. What the client still sends is read and dropped, since
 * closing over unread bytes would take the close frame back.
 */
final class Violations extends ChannelInboundHandlerAdapter {
  /** The name under which Vert.x puts its own handler at the end of the pipeline. */
  private static final String VERTX_HANDLER = "handler";

  private final Runnable violated;

  private Violations(Runnable violated) {
    this.violated = violated;
  }

  /**
   * Watches a WebSocket's channel.
   *
   * @param violated called on the event loop once the connection has nothing more to say
   */
  static void tellOf(Channel channel, Runnable violated) {
    channel.pipeline().addBefore(VERTX_HANDLER, null, new Violations(violated));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
    if (!(cause instanceof CorruptedWebSocketFrameException violation)) {
      channel.fireExceptionCaught(cause);
      return;
    }
    WebSocketCloseStatus status = violation.closeStatus();
    var unused =
        channel
            .writeAndFlush(new CloseWebSocketFrame(status.code(), status.reasonText()))
            .addListener(written -> endOutput(channel.channel()));
    violated.run();
  }

  private static void endOutput(Channel channel) {
    var unused = ((DuplexChannel) channel).shutdownOutput();
  }
}
