package chat.passerby.gateway.socket;

import chat.passerby.visit.state.Parting;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket08FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket's channel, taken over from Vert.x: frames come here and go no further, and the
 * closing handshake (RFC 6455, section 7) is done here. What Vert.x keeps of the handshake goes
 * with its handler: 8 KB of heap for each connection with Vert.x 5.0.10, of which a queue that is
 * never used has 4. Vert.x by itself answers every ping, however many there are and whether or not
 * the socket was closed, tells a close frame without a code as 1000, and ends a connection that
 * breaks the standard without a word.
 *
 * <p>Everything happens on the channel's event loop.
 */
final class Line extends ChannelInboundHandlerAdapter {
  /** The name under which Vert.x puts its own handler at the end of the pipeline. */
  private static final String VERTX_HANDLER = "handler";

  /** What a client may have sent before it has read our close frame; more is not read. */
  private static final int FAREWELL_BYTES = 256 * 1024;

  /** Section 7.4.2: no status code is above. Netty 4.2.12 lets them pass. */
  private static final int LAST_CODE = 4999;

  private final Channel channel;
  private final ContextInternal context;
  private final Flushes allFlushes;
  private final Connection connection;
  private final Turns turns;
  private @Nullable ChannelHandlerContext here;

  /** Whether what was written goes out at the end of this turn. */
  private boolean flushes;

  /** Whether it goes out in a moment. */
  private boolean flushesLater;

  private boolean closing;
  private int dropped;

  private Line(Channel channel, Context context, Flushes allFlushes, Connection connection) {
    this.channel = channel;
    this.allFlushes = allFlushes;
    this.context = (ContextInternal) context;
    this.connection = connection;
    this.turns = new Turns(this.context);
  }

  /** Takes over the channel of a WebSocket whose handshake is done. */
  static Line takeOver(
      Channel channel, Context context, Flushes allFlushes, Connection connection) {
    return new Line(channel, context, allFlushes, connection);
  }

  /** Begins to read. */
  void open() {
    ChannelPipeline pipeline = channel.pipeline();
    ChannelHandlerContext decoder = pipeline.context(WebSocket08FrameDecoder.class);
    if (!channel.isActive() || decoder == null) {
      connection.ended();
      return;
    }
    ((WebSocket08FrameDecoder) decoder.handler()).setSingleDecode(true);
    pipeline.addBefore(decoder.name(), null, turns);
    pipeline.replace(VERTX_HANDLER, null, this);
    turns.begin();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    here = context;
  }

  /** Sends a frame, which goes out with all others of this turn of the event loop. */
  ChannelFuture send(WebSocketFrame frame) {
    if (!flushes) {
      flushes = true;
      if (!turns.isTurning()) {
        allFlushes.soon(this);
      }
    }
    return here().write(frame);
  }

  /** Sends a frame, which goes out with the next one or in a moment. */
  ChannelFuture sendWithNext(WebSocketFrame frame) {
    if (!flushes && !flushesLater) {
      flushesLater = true;
      allFlushes.later(this);
    }
    return here().write(frame);
  }

  /** Sends out what was written. */
  void flush() {
    if (flushes || flushesLater) {
      flushes = false;
      flushesLater = false;
      var unused = here().flush();
    }
  }

  /** Bytes that have come and are no whole frame yet. */
  int held() {
    return turns.held();
  }

  void pause() {
    turns.pause();
  }

  void resume() {
    turns.resume();
  }

  /** Reads on more slowly, for a client that is over its limits. */
  void slowDown() {
    turns.slowDown();
  }

  /** Says why the connection ends, and waits for the client to say the same. */
  void close(int status, String reason) {
    if (!closing) {
      closing = true;
      var unused = here().writeAndFlush(new CloseWebSocketFrame(status, reason));
      turns.resume();
    }
  }

  /**
   * Says why the connection ends to a client with whom a regular farewell cannot be had. Only our
   * half of the connection ends: closing over bytes that nobody has read would take the close frame
   * back.
   */
  void hangUp(int status, String reason) {
    if (!closing) {
      closing = true;
      var unused =
          here()
              .writeAndFlush(new CloseWebSocketFrame(status, reason))
              .addListener(written -> endOutput());
      turns.discard(FAREWELL_BYTES);
    }
  }

  /** Ends the connection, whatever is on its way. */
  void cut() {
    var unused = here().close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    WebSocketFrame frame = (WebSocketFrame) message;
    int bytes = wireBytes(frame);
    turns.took(bytes);
    if (frame instanceof CloseWebSocketFrame close) {
      closed(close);
    } else if (closing) {
      frame.release();
      drop(bytes);
    } else if (turns.isPaused()) {
      frame.release(); // the connection has ended meanwhile, and only a close frame counts
    } else {
      connection.received(frame, bytes);
    }
  }

  /** A frame's length on the wire (section 5.2), its mask included. */
  private static int wireBytes(WebSocketFrame frame) {
    int payload = frame.content().readableBytes();
    return payload + 6 + (payload < 126 ? 0 : payload < 0x10000 ? 2 : 8);
  }

  private void drop(int bytes) {
    dropped += bytes;
    if (dropped > FAREWELL_BYTES) {
      turns.stop();
      endOutput();
    }
  }

  private void closed(CloseWebSocketFrame close) {
    int status = close.statusCode();
    close.release();
    turns.stop();
    if (closing) {
      cut();
      return;
    }
    closing = true;
    boolean valid = status <= LAST_CODE;
    CloseWebSocketFrame answer =
        status < 0
            ? new CloseWebSocketFrame(true, 0)
            : valid
                ? new CloseWebSocketFrame(status, "")
                : new CloseWebSocketFrame(WebSocketCloseStatus.PROTOCOL_ERROR);
    var unused = here().writeAndFlush(answer).addListener(written -> cut());
    connection.left(valid ? Parting.of(status) : Parting.AWAY);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!closing) {
      connection.turnEnded();
    }
    if (flushes) {
      flush();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    this.context.dispatch(connection, Connection::ended);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException violation) {
      if (closing) {
        turns.discard(FAREWELL_BYTES);
      } else {
        WebSocketCloseStatus status = violation.closeStatus();
        hangUp(status.code(), status.reasonText());
        connection.left(Parting.AWAY);
      }
    } else {
      connection.failed(cause);
      cut();
    }
  }

  private void endOutput() {
    var unused = ((DuplexChannel) channel).shutdownOutput();
  }

  private ChannelHandlerContext here() {
    if (here == null) {
      throw new IllegalStateException("not open yet");
    }
    return here;
  }
}
