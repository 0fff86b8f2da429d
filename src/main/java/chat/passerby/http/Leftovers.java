package chat.passerby.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Reads and drops what a client still sends after the last answer: closing with unread bytes would
 * reset the connection and lose the answer (RFC 9112, section 9.6). After a bounded number of bytes
 * the connection ends.
 */
final class Leftovers extends ChannelInboundHandlerAdapter {
  private static final int MAX_BYTES = 256 * 1024;

  private int bytes;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    bytes += message instanceof ByteBuf read ? read.readableBytes() : 0;
    ReferenceCountUtil.release(message);
    if (bytes > MAX_BYTES) {
      var unused = context.close();
    }
  }
}
