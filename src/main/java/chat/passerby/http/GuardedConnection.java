package chat.passerby.http;

import chat.passerby.time.NodeClock;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection while it speaks HTTP/1: sees what is decoded before Vert.x does, and what Vert.x
 * answers before it is encoded.
 *
 * <p>Vert.x 5.0.10 has one time limit for reading and writing, which a byte now and then satisfies
 * for ever. When it has answered before the body has come, it reads on, however much comes, and our
 * header {@code Connection: close} ends nothing. It logs clients' faults at ERROR.
 */
public final class GuardedConnection extends ChannelDuplexHandler {
  private static final String DECODER = "httpDecoder";

  private static final Logger log = LoggerFactory.getLogger(GuardedConnection.class);

  private final Channel channel;
  private final HttpDeadlines deadlines;
  private final NodeClock clock;
  private final Consumer<HttpFault> faults;
  private final Consumer<GuardedConnection> gone;
  private final AnswerProgress progress = new AnswerProgress();
  private Place place = Place.UNCOUNTED;

  /** Since when the connection has been in its state; read from other event loops as well. */
  private volatile long since;

  /** Whether it has been used and waits for a request; read from other event loops as well. */
  private volatile boolean idle;

  /** Requests whose head has come and whose answer has not been written. */
  private int outstanding;

  /** Answers that have been written and are on their way. */
  private int leaving;

  private boolean used;
  private boolean arriving;
  private boolean bodyMissing;
  private boolean decoded;
  private boolean headWritten;
  private boolean unreadable;
  private boolean last;
  private boolean closing;

  GuardedConnection(
      Channel channel,
      HttpDeadlines deadlines,
      NodeClock clock,
      Consumer<HttpFault> faults,
      Consumer<GuardedConnection> gone) {
    this.channel = channel;
    this.deadlines = deadlines;
    this.clock = clock;
    this.faults = faults;
    this.gone = gone;
    this.since = clock.nanos();
  }

  /** Counts the connection against a limit until it ends. */
  public void takes(Place place) {
    this.place = place;
    channel.closeFuture().addListener(closed -> place.gone());
  }

  public Place place() {
    return place;
  }

  /** Ends the connection without an answer. */
  public void turnAway(HttpFault why) {
    faults.accept(why);
    end();
  }

  /** Ends the connection unless a request has come meanwhile; may be called on any thread. */
  public void endIfIdle() {
    channel
        .eventLoop()
        .execute(
            () -> {
              if (idle) {
                end();
              }
            });
  }

  /** The connection has become a WebSocket, which others look after. */
  public void upgraded() {
    gone.accept(this);
    var unused = channel.pipeline().remove(this);
  }

  boolean isIdle() {
    return idle;
  }

  long since() {
    return since;
  }

  void sweep() {
    if (channel.eventLoop().inEventLoop()) {
      check(clock.nanos());
    } else {
      channel.eventLoop().execute(() -> check(clock.nanos()));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (closing || !channel.isActive()) {
      ReferenceCountUtil.release(message);
      return;
    }
    decoded = true;
    if (message instanceof HttpRequest request) {
      headArrived(request);
    } else if (message instanceof HttpContent content) {
      if (content.decoderResult().isFailure()) {
        ReferenceCountUtil.release(content);
        faults.accept(HttpFault.UNREADABLE);
        refuse(ErrorBody.BAD_REQUEST);
        return;
      }
      if (content instanceof LastHttpContent) {
        arrived();
      }
    }
    context.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    // Bytes came, but neither a whole head nor a part of a body.
    if (!decoded && !arriving && !closing && !unreadable) {
      begin();
    }
    decoded = false;
    context.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (closing) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    if (message instanceof HttpResponse response) {
      if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
        upgrading(response);
        var unused = context.write(message, promise);
        return;
      }
      answerBegins(response);
    }
    if (message instanceof LastHttpContent) {
      var unused = context.write(message, promise.unvoid().addListener(done -> answerLeft()));
      answerEnds();
    } else {
      var unused = context.write(message, promise);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (closing) {
      return;
    }
    faults.accept(HttpFault.BROKEN);
    log.debug("A connection broke: {}", cause.toString());
    end();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone.accept(this);
    context.fireChannelInactive();
  }

  private void headArrived(HttpRequest request) {
    RequestCheck.check(request);
    if (!arriving) {
      begin();
    }
    outstanding++;
    used = true;
    Throwable cause = request.decoderResult().cause();
    if (cause != null) {
      boolean length =
          cause instanceof TooLongHttpLineException || cause instanceof TooLongHttpHeaderException;
      faults.accept(length ? HttpFault.TOO_LONG : HttpFault.UNREADABLE);
      unreadable = true;
      arrived();
    } else if (RequestCheck.hasBody(request)) {
      bodyMissing = true;
    } else {
      arrived();
    }
  }

  /** The first bytes of a request have come. */
  private void begin() {
    arriving = true;
    since = clock.nanos();
    if (idle) {
      idle = false;
      place.busy();
    }
  }

  /** A request has come as a whole. */
  private void arrived() {
    arriving = false;
    bodyMissing = false;
    since = clock.nanos();
  }

  /** Whether the answer that is written next is for the request whose body is still coming. */
  private boolean isEarly() {
    return bodyMissing && outstanding == 1;
  }

  private void upgrading(HttpResponse response) {
    if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      outstanding = 0;
    }
  }

  private void answerBegins(HttpResponse response) {
    headWritten = true;
    if (isEarly()) {
      faults.accept(HttpFault.UNWANTED_BODY);
    }
    last = isEarly() || place.isSurplus() || (unreadable && outstanding == 1);
    if (last) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  private void answerEnds() {
    headWritten = false;
    outstanding--;
    leaving++;
    since = clock.nanos();
    // An answer may have begun before there were too many, or end before the body has come.
    closing = last;
  }

  private void answerLeft() {
    leaving--;
    if (closing) {
      linger();
    } else if (outstanding == 0 && leaving == 0 && !arriving && channel.isActive()) {
      since = clock.nanos();
      idle = true;
      place.idle();
    }
  }

  /** Answers without Vert.x, which no longer can, and ends the connection. */
  private void refuse(ErrorBody error) {
    if (headWritten || outstanding > 1 || leaving > 0) {
      end();
      return;
    }
    closing = true;
    channel
        .pipeline()
        .context(DECODER)
        .writeAndFlush(Unpooled.wrappedBuffer(error.response()))
        .addListener(written -> linger());
  }

  /** Ends our half of the connection; the client's ends soon. */
  private void linger() {
    since = clock.nanos();
    if (channel.isActive()) {
      channel.pipeline().addFirst(new Leftovers());
      channel.config().setAutoRead(true);
      var unused = ((DuplexChannel) channel).shutdownOutput();
    }
  }

  private void end() {
    closing = true;
    var unused = channel.close();
  }

  private void check(long now) {
    if (!channel.isActive()) {
      return;
    }
    if (closing) {
      if (isOver(deadlines.farewell(), now)) {
        var unused = channel.pipeline().firstContext().close();
      }
    } else if (arriving && outstanding <= (bodyMissing ? 1 : 0)) {
      if (isOver(deadlines.request(), now)) {
        faults.accept(HttpFault.LATE);
        refuse(ErrorBody.LATE);
      }
    } else if (outstanding == 0 && leaving == 0) {
      if (isOver(used ? deadlines.keepAlive() : deadlines.request(), now)) {
        if (!used) {
          faults.accept(HttpFault.SILENT);
        }
        end();
      }
    } else if (progress.moves(channel)) {
      since = now;
    } else if (isOver(deadlines.stall(), now)) {
      faults.accept(HttpFault.UNREAD);
      end();
    }
  }

  private boolean isOver(Duration limit, long now) {
    return now - since >= limit.toNanos();
  }
}
