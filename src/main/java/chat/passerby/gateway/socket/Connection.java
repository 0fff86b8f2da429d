package chat.passerby.gateway.socket;

import chat.passerby.gateway.limits.FrameLimits;
import chat.passerby.gateway.limits.Strikes;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.ErrorCode;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.reading.BadFrameException;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.time.NodeClock;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Refusals;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One visitor's socket: puts frames together, checks them, keeps its limits and deadlines, and
 * counts what is on its way out. What the frames mean is the visit's business.
 *
 * <p>While a step waits for Redis the socket is read once at most, so the frames behind it keep
 * their order and are held back by TCP, not by a queue of ours.
 */
final class Connection implements Client {
  private final Line line;
  private final InetAddress address;
  private final Surroundings surroundings;
  private final Intake intake;
  private final Backlog backlog;
  private final Silence silence;
  private final Strikes strikes;
  private final Consumer<Connection> closed;
  private @Nullable VisitShell visit;
  private boolean closing;
  private boolean ended;
  private Parting parting = Parting.AWAY;
  private long closingSince;
  private int pauses;

  /**
   * @param channel of a WebSocket whose handshake is done
   * @param address the visitor's, as far as that is known
   * @param closed called once, when the socket is gone
   */
  Connection(
      Channel channel,
      InetAddress address,
      Surroundings surroundings,
      Consumer<Connection> closed) {
    this.line = Line.takeOver(channel, surroundings.loop().context(), surroundings.flushes(), this);
    this.address = address;
    this.surroundings = surroundings;
    this.closed = closed;
    NodeClock clock = surroundings.clock();
    ConnectionLimits limits = surroundings.limits();
    FrameLimits frames = FrameLimits.of(limits.framesPerSecond(), clock::nanos);
    this.intake = new Intake(this, frames, limits.held());
    this.backlog = new Backlog(limits.outboundBytes(), limits.held());
    this.strikes = new Strikes(clock);
    this.silence = new Silence(limits.deadlines(), clock.millis());
  }

  @Override
  public InetAddress address() {
    return address;
  }

  void open() {
    line.open();
  }

  /** The socket is gone. */
  void ended() {
    if (!ended) {
      ended = true;
      closed.accept(this);
      left(Parting.AWAY);
    }
  }

  /** The socket cannot go on. */
  void failed(Throwable cause) {
    // A client that goes without a word is one, which is no failure of ours.
    if (!(cause instanceof IOException)) {
      surroundings.faults().report(Part.VISIT, "A socket failed.", cause);
    }
  }

  /** Pings, and closes what has been silent for too long. */
  void sweep(long now) {
    if (closing) {
      if (now - closingSince >= surroundings.limits().deadlines().farewell().toMillis()) {
        line.cut();
      }
      return;
    }
    switch (silence.due(now, intake.silentSince(silence.lastHeard()))) {
      case CLOSE_WITHOUT_HELLO -> close(CloseCode.NO_HELLO);
      case CLOSE_SILENT -> close(CloseCode.SILENT);
      case PING -> ping();
      case NOTHING -> {}
    }
    ifWelcomed(VisitShell::tick);
  }

  @Override
  public void ping() {
    if (!closing) {
      boolean unused = write(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER), 0, true);
    }
  }

  @Override
  public void send(ServerFrame frame) {
    surroundings.meters().sent(frame);
    boolean unused = sendRaw(Buffer.buffer(surroundings.writer().write(frame)));
  }

  @Override
  public void sendWithNext(ServerFrame frame) {
    boolean unused = sendRaw(Buffer.buffer(surroundings.writer().write(frame)), true);
  }

  @Override
  public boolean sendRaw(Buffer utf8) {
    return sendRaw(utf8, false);
  }

  private boolean sendRaw(Buffer utf8, boolean withNext) {
    ByteBuf text = ((BufferInternal) utf8).getByteBuf();
    return !closing && write(new TextWebSocketFrame(true, 0, text), utf8.length(), withNext);
  }

  private boolean write(WebSocketFrame frame, int bytes, boolean withNext) {
    if (!backlog.add(bytes)) {
      frame.release();
      tooSlow();
      return false;
    }
    surroundings.meters().wrote(bytes);
    ChannelFuture written = withNext ? line.sendWithNext(frame) : line.send(frame);
    written.addListener(done -> backlog.remove(bytes));
    return true;
  }

  private void tooSlow() {
    surroundings.meters().closed(CloseCode.TOO_SLOW);
    line.hangUp(CloseCode.TOO_SLOW.code(), CloseCode.TOO_SLOW.reason());
    left(Parting.AWAY);
  }

  @Override
  public void close(CloseCode code) {
    close(code, Parting.of(code));
  }

  private void close(CloseCode code, Parting how) {
    if (!closing) {
      surroundings.meters().closed(code);
      closeWith(code.code(), code.reason(), how);
    }
  }

  /** Asks the client to connect elsewhere after a while; whoever is not welcomed yet has to go. */
  void goAway(Duration after) {
    if (visit == null) {
      close(CloseCode.GOING_AWAY);
    } else {
      send(new ServerFrame.Goaway(after));
    }
  }

  /** Closes a connection whose session others look after by now. */
  void letGo() {
    close(CloseCode.GOING_AWAY, Parting.HANDED_OVER);
  }

  /** Does something with the visit, if there is one by now. */
  void ifWelcomed(Consumer<VisitShell> action) {
    if (visit != null) {
      guard(visit, action);
    }
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void broken(String what, Throwable cause) {
    surroundings.faults().report(Part.VISIT, what, cause);
    close(CloseCode.INTERNAL);
  }

  @Override
  public void pause() {
    if (pauses++ == 0 && !closing) {
      line.pause();
    }
  }

  @Override
  public void resume() {
    if (--pauses == 0) {
      line.resume();
    }
  }

  private void closeWith(int status, String reason, Parting parting) {
    if (!closing) {
      left(parting);
      line.close(status, reason);
    }
  }

  /** A message that no client of this protocol sends, and which must not be sent again. */
  void violated(int status, String reason) {
    closeWith(status, reason, Parting.AWAY);
  }

  /** The connection ends: for everyone else the visitor is not there any more. */
  void left(Parting how) {
    if (!closing) {
      parting = how;
    }
    closing = true;
    closingSince = surroundings.clock().millis();
    intake.forget();
    ifWelcomed(visit -> visit.end(parting));
  }

  /**
   * A frame has come, which is to be released here.
   *
   * @param bytes its length on the wire
   */
  void received(WebSocketFrame frame, int bytes) {
    long now = surroundings.clock().millis();
    silence.heard(now);
    surroundings.meters().received(bytes);
    try {
      intake.take(frame, bytes, now);
    } catch (RuntimeException | Error e) {
      broken("A frame could not be handled.", e);
    }
  }

  /** All frames of this turn have been handled. */
  void turnEnded() {
    if (!intake.count(line.held())) {
      close(CloseCode.OVERLOADED);
    }
  }

  /** Answers a ping with what it said. */
  void pong(ByteBuf content) {
    boolean unused = write(new PongWebSocketFrame(content), content.readableBytes(), false);
  }

  /** A well-formed text has come, in so many bytes on the wire (those of its last frame). */
  void message(Buffer utf8, int bytes) {
    ByteBuf text = ((BufferInternal) utf8).getByteBuf();
    int start = text.arrayOffset() + text.readerIndex();
    ClientFrame frame;
    try {
      frame = surroundings.reader().read(text.array(), start, text.readableBytes());
    } catch (BadFrameException e) {
      refuse(e, bytes);
      return;
    }
    surroundings.meters().frame(frame);
    if (visit == null) {
      first(frame);
    } else {
      inLimits(visit, frame, utf8, bytes);
    }
  }

  private void inLimits(VisitShell visit, ClientFrame frame, Buffer utf8, int bytes) {
    Optional<Duration> wait =
        visit.mustBeHeard(frame) ? Optional.<Duration>empty() : intake.limit(bytes);
    if (wait.isPresent()) {
      line.slowDown();
      visit.tooFast(frame, wait.get());
      send(Refusals.rateLimited(Optional.of(frame.ref()), wait.get()));
    } else {
      handle(visit, frame, utf8);
    }
  }

  private void handle(VisitShell visit, ClientFrame frame, Buffer utf8) {
    if (closing) {
      return;
    }
    if (surroundings.frames().holds()) {
      surroundings.frames().hold(this, () -> guard(visit, its -> handle(its, frame, utf8)));
    } else {
      visit.frame(frame, utf8);
    }
  }

  private void first(ClientFrame frame) {
    if (!(frame instanceof ClientFrame.Hello hello) || !silence.greet()) {
      close(CloseCode.NO_HELLO);
      return;
    }
    pause();
    surroundings
        .greeting()
        .greet(hello, this)
        .onSuccess(
            opened -> {
              visit = opened;
              if (closing) {
                opened.end(parting);
              }
            })
        .onComplete(done -> resume());
  }

  private void refuse(BadFrameException e, int bytes) {
    // Ten bad ones are the end, so only what is too long can come for ever.
    Optional<Duration> wait =
        e.code() == ErrorCode.TOO_LONG ? intake.limit(bytes) : Optional.<Duration>empty();
    wait.ifPresent(after -> line.slowDown());
    send(wait.map(after -> Refusals.rateLimited(e.ref(), after)).orElseGet(e::toFrame));
    if (visit == null) {
      close(CloseCode.NO_HELLO);
    } else if (e.code() == ErrorCode.BAD_FRAME && strikes.out()) {
      close(CloseCode.PROTOCOL_ABUSE);
    }
  }
}
