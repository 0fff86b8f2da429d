package chat.passerby.gateway;

import chat.passerby.protocol.BadFrameException;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.ErrorCode;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.ServerFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One visitor's socket: puts frames together, checks them, keeps its limits and deadlines, and
 * counts what is on its way out. What the frames mean is the {@link Visit}'s business.
 *
 * <p>While a step waits for Redis the socket is not read, so the frames behind it keep their order
 * and are held back by TCP, not by a queue of ours.
 */
final class Connection {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private static final short MESSAGE_TOO_BIG = 1009;
  private static final short UNSUPPORTED_DATA = 1003;
  private static final short INVALID_PAYLOAD = 1007;

  private final ServerWebSocket socket;
  private final Channel channel;
  private final GatewayParts parts;
  private final RateLimit frames;
  private final Backlog backlog;
  private final long openedAt;
  private final Strikes strikes;
  private @Nullable Buffer fragments;
  private @Nullable Visit visit;
  private boolean greeted;
  private boolean closing;
  private Parting parting = Parting.AWAY;
  private long closingSince;
  private long lastHeard;
  private long lastPing;
  private int pauses;

  /**
   * @param channel what the socket runs on
   */
  Connection(ServerWebSocket socket, Channel channel, GatewayParts parts) {
    this.socket = socket;
    this.channel = channel;
    this.parts = parts;
    int rate = parts.settings().framesPerSecond();
    this.frames = RateLimit.of(rate, Duration.ofSeconds(1), 2 * rate, parts.clock());
    this.backlog = new Backlog(parts.settings().outboundBytes());
    this.strikes = new Strikes(parts.clock());
    this.openedAt = parts.clock().millis();
    this.lastHeard = openedAt;
    this.lastPing = openedAt;
  }

  /** Begins to read; {@code closed} is called once, when the socket is gone. */
  void open(Runnable closed) {
    socket.exceptionHandler(e -> log.debug("A socket failed: {}", e.getMessage()));
    socket.closeHandler(
        gone -> {
          closed.run();
          gone(Parting.of(closeStatus()));
        });
    socket.frameHandler(this::received);
    Violations.watch(channel, () -> gone(Parting.AWAY));
  }

  /** What the client has closed with; below 1000 when there was no close frame. */
  private short closeStatus() {
    Short status = socket.closeStatusCode();
    return status == null ? 0 : status;
  }

  /** Pings, and closes what has been silent for too long. */
  void sweep(long now) {
    if (closing) {
      if (now - closingSince >= parts.deadlines().farewell().toMillis()) {
        LastWord.cut(channel);
      }
      return;
    }
    if (!greeted && now - openedAt >= parts.deadlines().hello().toMillis()) {
      close(CloseCode.NO_HELLO);
    } else if (now - lastHeard >= parts.deadlines().silence().toMillis()) {
      close(CloseCode.SILENT);
    } else if (now - lastPing >= parts.deadlines().ping().toMillis()) {
      lastPing = now;
      socket.writePing(Buffer.buffer()).onFailure(e -> log.trace("A ping was not written."));
    }
    if (visit != null) {
      visit.sweep(parts.clock().instant());
    }
  }

  void send(ServerFrame frame) {
    if (frame instanceof ServerFrame.Error error) {
      parts.meters().error(error.code());
    }
    boolean unused = sendRaw(Buffer.buffer(parts.writer().write(frame)));
  }

  /** Sends a text frame as it is; false when the connection is closing and takes nothing more. */
  boolean sendRaw(Buffer utf8) {
    if (closing) {
      return false;
    }
    int length = utf8.length();
    if (!backlog.add(length)) {
      tooSlow();
      return false;
    }
    socket.writeFrame(TextFrames.of(utf8)).onComplete(done -> backlog.remove(length));
    return true;
  }

  private void tooSlow() {
    parts.meters().closed(CloseCode.TOO_SLOW);
    LastWord.say(channel, CloseCode.TOO_SLOW.code(), CloseCode.TOO_SLOW.reason());
    gone(Parting.AWAY);
  }

  void close(CloseCode code) {
    if (!closing) {
      parts.meters().closed(code);
      closeWith((short) code.code(), code.reason(), Parting.of(code));
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
    if (!closing) {
      parts.meters().closed(CloseCode.GOING_AWAY);
      CloseCode code = CloseCode.GOING_AWAY;
      closeWith((short) code.code(), code.reason(), Parting.HANDED_OVER);
    }
  }

  /**
   * Makes up for what Redis or a message may have lost.
   *
   * @param lost whether there is a reason to think so
   */
  void refresh(boolean lost) {
    if (visit != null) {
      visit.refresh(lost);
    }
  }

  /** Nodes have died, perhaps with the partner. */
  void nodesDied(Set<NodeId> nodes) {
    if (visit != null) {
      visit.nodesDied(nodes);
    }
  }

  /** Stops reading until {@link #resume} has been called as often. */
  void pause() {
    if (pauses++ == 0 && !closing) {
      socket.pause();
    }
  }

  void resume() {
    if (--pauses == 0) {
      socket.resume();
    }
  }

  private void closeWith(short status, String reason, Parting parting) {
    if (!closing) {
      socket.close(status, reason).onFailure(e -> log.trace("A socket was closed already."));
      gone(parting);
    }
  }

  /** A message that no client of this protocol sends, and which must not be sent again. */
  private void violated(short status, String reason) {
    closeWith(status, reason, Parting.AWAY);
  }

  /** The last frame has been sent: for everyone else the visitor is not there any more. */
  private void gone(Parting how) {
    if (!closing) {
      parting = how;
    }
    closing = true;
    closingSince = parts.clock().millis();
    // The client's own close frame may stand behind others.
    socket.resume();
    if (visit != null) {
      visit.end(parting);
    }
  }

  private void received(WebSocketFrame frame) {
    try {
      read(frame);
    } catch (RuntimeException e) {
      log.error("A frame could not be handled.", e);
      close(CloseCode.INTERNAL);
    }
  }

  private void read(WebSocketFrame frame) {
    lastHeard = parts.clock().millis();
    if (closing) {
      return;
    }
    if (frame.isPing() && !backlog.pong(frame.binaryData().length(), !channel.isWritable())) {
      tooSlow();
    } else if (frame.isBinary()) {
      violated(UNSUPPORTED_DATA, "text frames only");
    } else if (frame.isText() || frame.isContinuation()) {
      assemble(frame);
    }
  }

  private void assemble(WebSocketFrame frame) {
    Buffer data = frame.binaryData();
    int length = data.length() + (fragments == null ? 0 : fragments.length());
    if (length > Limits.FRAME_BYTES) {
      violated(MESSAGE_TOO_BIG, "a frame has at most 65536 bytes");
    } else if (frame.isFinal()) {
      Buffer whole = fragments == null ? data : fragments.appendBuffer(data);
      fragments = null;
      message(whole);
    } else {
      fragments =
          fragments == null ? Buffer.buffer().appendBuffer(data) : fragments.appendBuffer(data);
    }
  }

  private void message(Buffer utf8) {
    ByteBuf bytes = ((BufferInternal) utf8).getByteBuf();
    if (!ByteBufUtil.isText(bytes, StandardCharsets.UTF_8)) {
      violated(INVALID_PAYLOAD, "not UTF-8");
      return;
    }
    ClientFrame frame;
    try {
      frame =
          parts
              .reader()
              .read(
                  bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes());
    } catch (BadFrameException e) {
      refuse(e);
      return;
    }
    parts.meters().frame(frame);
    if (visit == null) {
      first(frame);
    } else {
      inLimits(visit, frame, utf8);
    }
  }

  private void inLimits(Visit visit, ClientFrame frame, Buffer utf8) {
    Optional<Duration> wait = visit.mustBeHeard(frame) ? Optional.<Duration>empty() : frames.take();
    if (wait.isPresent()) {
      send(Refusals.rateLimited(Optional.of(frame.ref()), wait.get()));
    } else {
      visit.handle(frame, utf8);
    }
  }

  private void first(ClientFrame frame) {
    if (!(frame instanceof ClientFrame.Hello hello) || greeted) {
      close(CloseCode.NO_HELLO);
      return;
    }
    greeted = true;
    pause();
    new Greeting(parts, this)
        .greet(hello)
        .onSuccess(
            opened -> {
              visit = opened;
              if (closing) {
                opened.end(parting);
              }
            })
        .onFailure(e -> close(CloseCode.INTERNAL))
        .onComplete(done -> resume());
  }

  private void refuse(BadFrameException e) {
    // Ten bad ones are the end, so only what is too long can come for ever.
    Optional<Duration> wait =
        e.code() == ErrorCode.TOO_LONG ? frames.take() : Optional.<Duration>empty();
    send(wait.map(after -> Refusals.rateLimited(e.ref(), after)).orElseGet(e::toFrame));
    if (visit == null) {
      close(CloseCode.NO_HELLO);
    } else if (e.code() == ErrorCode.BAD_FRAME && strikes.out()) {
      close(CloseCode.PROTOCOL_ABUSE);
    }
  }
}
