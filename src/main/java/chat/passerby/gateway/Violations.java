package chat.passerby.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * Says why to a client whose bytes are not RFC 6455, or whose frame is too long: Vert.x would end
 * the connection without a close frame. What such a client still sends is read and dropped.
 */
final class Violations extends ChannelInboundHandlerAdapter {
  private final Runnable violated;

  private Violations(Runnable violated) {
    this.violated = violated;
  }

  /**
   * Watches a WebSocket's channel.
   *
   * @param violated called on the event loop once the connection has nothing more to say
   */
  static void watch(Channel channel, Runnable violated) {
    channel.pipeline().addBefore(LastWord.VERTX_HANDLER, null, new Violations(violated));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException violation) {
      WebSocketCloseStatus status = violation.closeStatus();
      LastWord.say(context.channel(), status.code(), status.reasonText());
      violated.run();
    } else {
      context.fireExceptionCaught(cause);
    }
  }
}
