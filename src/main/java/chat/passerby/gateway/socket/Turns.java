package chat.passerby.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives one WebSocket its share of the event loop, and no more: it stands before the frame decoder,
 * reads from the socket only when everything read before has been handled, and hands on a bounded
 * number of frames in one turn. What is left waits until the loop has looked at all other sockets;
 * what has not been read is held back by TCP.
 *
 * <p>Netty 4.2.12 by itself reads up to 16 buffers of 64 KiB in one go, which is 170,000 empty
 * pings, and Vert.x 5.0.10 keeps those of a paused socket as objects. The decoder must decode one
 * frame for each call ({@code setSingleDecode}).
 */
final class Turns extends ChannelDuplexHandler {
  /** How many frames are handled in one turn. */
  static final int FRAMES = 32;

  /**
   * How much is kept of what comes without being asked for: at the end of a connection Netty's
   * epoll transport reads all that the kernel has. The rest is thrown away.
   */
  static final int WAITING_BYTES = 128 * 1024;

  /** The wait between the turns of a connection that is over its limits. */
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final ContextInternal context;
  private @Nullable ChannelHandlerContext here;
  private ByteBuf waiting = Unpooled.EMPTY_BUFFER;

  /** Bytes that were read and have not come out of the decoder as frames. */
  private int held;

  private boolean turning;
  private boolean scheduled;
  private boolean paused;
  private boolean slow;
  private boolean stopped;

  /** How much more is read only to be thrown away. */
  private int discarding;

  /** Whether the decoder gave a frame when it was last called. */
  private boolean taken;

  Turns(ContextInternal context) {
    this.context = context;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    here = context;
  }

  /** Begins to read; called once. */
  void begin() {
    channel().channel().config().setAutoRead(false);
    channel().read();
  }

  /** A frame of so many bytes, its header included, has come out of the decoder. */
  void took(int bytes) {
    taken = true;
    held = Math.max(0, held - bytes);
  }

  /** Bytes that are held and are no frame yet, or one that has not been handled. */
  int held() {
    return held;
  }

  /** Whether a turn is being taken, so that what is written will be flushed at its end. */
  boolean isTurning() {
    return turning;
  }

  boolean isPaused() {
    return paused;
  }

  /** Hands no frame on until {@link #resume}. */
  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    if (!turning && !scheduled && !stopped) {
      turn();
    }
  }

  /** Takes the next turn later than usual. */
  void slowDown() {
    slow = true;
  }

  /** Reads nothing more, and forgets what was read. */
  void stop() {
    discard(0);
  }

  /** Hands nothing on any more; reads up to so many bytes yet, only to throw them away. */
  void discard(int bytes) {
    stopped = true;
    discarding = bytes;
    held = 0;
    waiting.release();
    waiting = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    discarding -= bytes.readableBytes();
    if (stopped || waiting.readableBytes() + bytes.readableBytes() > WAITING_BYTES) {
      bytes.release();
      return;
    }
    held += bytes.readableBytes();
    waiting = waiting.isReadable() ? Unpooled.wrappedBuffer(waiting, bytes) : bytes;
    if (!turning && !scheduled && !paused) {
      this.context.dispatch(this, Turns::turn);
    }
  }

  /** Others' reads are none: what is read, and when, is decided here. */
  @Override
  public void read(ChannelHandlerContext context) {}

  /** The end of a turn is told in its place. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (stopped && discarding > 0) {
      context.read();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    this.context.dispatch(this, Turns::finish);
    stop();
    context.fireChannelInactive();
  }

  private void turn() {
    scheduled = false;
    if (stopped || turning) {
      return;
    }
    boolean hungry = decode(FRAMES);
    if (stopped) {
      return;
    }
    if (paused) {
      if (held == 0) {
        // Most pauses end before anything comes, and to look away from the socket and back again
        // would be two system calls. What comes is kept here, up to one read.
        channel().read();
      }
      return;
    }
    if (slow) {
      slow = false;
      schedule(SLOW_NANOS);
    } else if (hungry) {
      channel().read();
    } else {
      schedule(1);
    }
  }

  /** Hands on what was sent before the end. */
  private void finish() {
    if (!stopped && !turning) {
      boolean unused = decode(Integer.MAX_VALUE);
    }
  }

  /** Decodes up to so many frames; returns whether the decoder needs more bytes for the next. */
  private boolean decode(int frames) {
    boolean hungry = held == 0;
    turning = true;
    try {
      for (int left = frames; !hungry && left > 0 && isGoing(); left--) {
        ByteBuf bytes = waiting;
        waiting = Unpooled.EMPTY_BUFFER;
        taken = false;
        channel().fireChannelRead(bytes);
        hungry = held == 0 || !taken;
      }
      channel().fireChannelReadComplete();
    } finally {
      turning = false;
    }
    return hungry;
  }

  private boolean isGoing() {
    return !stopped && (!paused || !channel().channel().isActive());
  }

  /** As a timer however short: tasks that follow each other would keep the loop from its I/O. */
  private void schedule(long nanos) {
    scheduled = true;
    var unused =
        channel()
            .executor()
            .schedule(() -> context.dispatch(this, Turns::turn), nanos, TimeUnit.NANOSECONDS);
  }

  private ChannelHandlerContext channel() {
    if (here == null) {
      throw new IllegalStateException("not in a pipeline yet");
    }
    return here;
  }
}
