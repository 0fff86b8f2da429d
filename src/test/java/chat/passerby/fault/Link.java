package chat.passerby.fault;

import chat.passerby.fault.VisitorRecord.Kind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.util.function.BiConsumer;

/** One connection of a visitor, from the handshake to its end; all of it is written down. */
final class Link {
  private static final long HANDSHAKE_MILLIS = 3_000;
  private static final int ABNORMAL = 1006;

  private final Surroundings around;
  private final VisitorRecord record;
  private final int number;
  private final Node node;
  private WebSocket socket;
  private boolean over;

  /** A node as a visitor knows it. */
  record Node(String name, int port) {}

  Link(Surroundings around, VisitorRecord record, int number, Node node) {
    this.around = around;
    this.record = record;
    this.number = number;
    this.node = node;
  }

  /**
   * Connects.
   *
   * @param opened what to do when the socket is open
   * @param ended takes the close code, once
   */
  void open(Runnable opened, BiConsumer<Link, JsonObject> got, BiConsumer<Link, Integer> ended) {
    around
        .sockets()
        .connect(
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(node.port())
                .setURI("/ws")
                .addSubProtocol("passerby.v1")
                .setTimeout(HANDSHAKE_MILLIS))
        .onFailure(e -> ended(ended, ABNORMAL))
        .onSuccess(
            open -> {
              socket = open;
              open.textMessageHandler(text -> got.accept(this, read(text)));
              open.exceptionHandler(e -> {});
              open.closeHandler(
                  v -> ended(ended, open.closeStatusCode() == null ? ABNORMAL : code(open)));
              if (over) {
                cut();
              } else {
                note(Kind.OPENED, new Frame("node", "", "", 0, node.name()));
                opened.run();
              }
            });
  }

  private static int code(WebSocket socket) {
    return socket.closeStatusCode();
  }

  private JsonObject read(String text) {
    JsonObject frame = new JsonObject(text);
    note(Kind.GOT, Frame.of(frame));
    return frame;
  }

  private void ended(BiConsumer<Link, Integer> handler, int code) {
    if (!over) {
      over = true;
      note(Kind.ENDED, new Frame("end", "", "", code, ""));
      handler.accept(this, code);
    }
  }

  void send(JsonObject frame) {
    if (!over && socket != null) {
      // The token is nobody's business.
      note(Kind.SENT, frame.containsKey("token") ? hello() : Frame.of(frame));
      socket.writeTextMessage(frame.encode()).onFailure(e -> {});
    }
  }

  private static Frame hello() {
    return new Frame("hello", "", "", 0, "");
  }

  /** Ends it as a client does that no longer needs it. */
  void close() {
    giveUp();
    if (socket != null) {
      socket.close((short) 1000).onFailure(e -> {});
    }
  }

  /** The connection is reset, without a close frame; nobody here is told. */
  void cut() {
    giveUp();
    if (socket != null) {
      Channel channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
      if (!channel.isOpen()) {
        return;
      }
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      // From the wire's end of the pipeline: the rest of it would say goodbye.
      channel.pipeline().firstContext().close();
    }
  }

  private void giveUp() {
    if (!over) {
      over = true;
      note(Kind.ENDED, new Frame("end", "", "", 0, "given up"));
    }
  }

  boolean isOver() {
    return over;
  }

  int number() {
    return number;
  }

  Node node() {
    return node;
  }

  void shown(Frame chat) {
    note(Kind.SHOWN, chat);
  }

  private void note(Kind kind, Frame frame) {
    record.add(around.clock().millis(), number, kind, frame);
  }
}
