package chat.passerby.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.RawSocket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection's share of the event loop, with a loop that the test turns by hand. */
class TurnsTest {
  private static final Vertx vertx = Vertx.vertx();

  private Turns turns;
  private EmbeddedChannel channel;
  private int reads;
  private int frames;
  private int pauseAfter = Integer.MAX_VALUE;

  @AfterAll
  static void end() {
    var unused = vertx.close();
  }

  @BeforeEach
  void start() {
    turns = new Turns((ContextInternal) vertx.getOrCreateContext());
    WebSocket13FrameDecoder decoder = new WebSocket13FrameDecoder(true, false, 65_536);
    decoder.setSingleDecode(true);
    channel =
        new EmbeddedChannel(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void read(ChannelHandlerContext context) {
                reads++;
              }
            },
            turns,
            decoder,
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                WebSocketFrame frame = (WebSocketFrame) message;
                turns.took(6 + frame.content().readableBytes());
                frame.release();
                if (++frames >= pauseAfter) {
                  turns.pause();
                }
              }
            });
    channel.freezeTime();
    turns.begin();
    reads = 0;
  }

  private void come(int pings) {
    ByteBuf bytes = Unpooled.buffer();
    for (int i = 0; i < pings; i++) {
      bytes.writeBytes(RawSocket.frame(0x89, new byte[0]));
    }
    come(bytes);
  }

  /** As a read of the channel; an embedded one would run the loop as well. */
  private void come(ByteBuf bytes) {
    channel.pipeline().fireChannelRead(bytes);
    channel.pipeline().fireChannelReadComplete();
  }

  private void turnTheLoop() {
    channel.advanceTimeBy(1, TimeUnit.NANOSECONDS);
    var unused = channel.runScheduledPendingTasks();
  }

  @Test
  void fewFrames_areHandledAtOnceAndMoreIsRead() {
    come(3);
    assertEquals(3, frames);
    assertEquals(1, reads);
    assertEquals(0, turns.held());
  }

  @Test
  void manyFrames_areHandledInTurnsAndNothingIsReadMeanwhile() {
    come(2 * Turns.FRAMES + 1);
    assertEquals(Turns.FRAMES, frames);
    assertEquals(0, reads);
    turnTheLoop();
    assertEquals(2 * Turns.FRAMES, frames);
    assertEquals(0, reads);
    turnTheLoop();
    assertEquals(2 * Turns.FRAMES + 1, frames);
    assertEquals(1, reads);
  }

  @Test
  void partOfAFrame_isHeldAndMoreIsRead() {
    byte[] frame = RawSocket.frame(0x81, new byte[100]);
    come(Unpooled.wrappedBuffer(frame, 0, 50));
    assertEquals(0, frames);
    assertEquals(50, turns.held());
    assertEquals(1, reads);
    come(Unpooled.wrappedBuffer(frame, 50, frame.length - 50));
    assertEquals(1, frames);
    assertEquals(0, turns.held());
  }

  @Test
  void pause_amidFrames_leavesTheRestUnhandledAndUnread() {
    pauseAfter = 2;
    come(5);
    assertEquals(2, frames);
    assertEquals(0, reads);
    turnTheLoop();
    assertEquals(2, frames);
    pauseAfter = Integer.MAX_VALUE;
    turns.resume();
    assertEquals(5, frames);
    assertEquals(1, reads);
  }

  @Test
  void bytesThatComeInAPause_waitUpToABound() {
    turns.pause();
    for (int i = 0; i < 100; i++) {
      come(Unpooled.wrappedBuffer(RawSocket.frame(0x81, new byte[10_000])));
    }
    assertEquals(0, frames);
    assertTrue(turns.held() <= Turns.WAITING_BYTES);
    turns.resume();
    assertTrue(frames > 0);
  }

  @Test
  void end_amidFrames_handsOnWhatWasSentBefore() {
    come(5 * Turns.FRAMES);
    assertEquals(Turns.FRAMES, frames);
    channel.close().syncUninterruptibly();
    assertEquals(5 * Turns.FRAMES, frames);
  }

  @Test
  void slowClient_waitsForItsNextTurn() {
    turns.slowDown();
    come(1);
    assertEquals(1, frames);
    assertEquals(0, reads);
    turnTheLoop();
    assertEquals(0, reads);
    channel.advanceTimeBy(5, TimeUnit.MILLISECONDS);
    turnTheLoop();
    assertEquals(1, reads);
  }

  @Test
  void stop_forgetsWhatWasReadAndReadsNoMore() {
    come(2 * Turns.FRAMES);
    turns.stop();
    turnTheLoop();
    come(1);
    assertEquals(Turns.FRAMES, frames);
    assertEquals(0, reads);
    assertFalse(turns.isTurning());
  }

  @Test
  void discard_readsOnUpToABoundAndHandsNothingOn() {
    turns.discard(1_000);
    come(100);
    assertEquals(1, reads);
    come(100);
    assertEquals(1, reads);
    assertEquals(0, frames);
  }
}
