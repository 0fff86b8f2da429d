package chat.passerby.matchmaking;

import chat.passerby.gateway.socket.Client;
import chat.passerby.gateway.socket.VisitShell;
import chat.passerby.matchmaking.VisitorStory.Ends;
import chat.passerby.matchmaking.VisitorStory.Enters;
import chat.passerby.matchmaking.VisitorStory.Entry;
import chat.passerby.matchmaking.VisitorStory.Hears;
import chat.passerby.matchmaking.VisitorStory.Idles;
import chat.passerby.matchmaking.VisitorStory.Leaves;
import chat.passerby.matchmaking.VisitorStory.Waits;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Parting;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client without a socket, at a real visit: sends what its visitor does, answers pings, and
 * writes down what it is told. All but the reading runs on its gateway's event loop.
 */
final class EngineClient implements Client {
  private final EngineGateway gateway;
  private final List<EngineClient> before;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final Set<RoomId> ends = new HashSet<>();
  private final Deque<ClientFrame> frames = new ArrayDeque<>();
  private @Nullable VisitShell visit;
  private Parting parting = Parting.AWAY;
  private boolean closing;
  private int texts;
  private volatile @Nullable Address self;
  private volatile int pauses;

  /**
   * @param before the session's earlier clients, the last one last
   */
  EngineClient(EngineGateway gateway, List<EngineClient> before) {
    this.gateway = gateway;
    this.before = before;
  }

  /** What the visitor was told; empty when it was not even welcomed. */
  Optional<VisitorStory> story() {
    return Optional.ofNullable(self).map(address -> new VisitorStory(address, entries));
  }

  /** Whether the answer to a frame is awaited. */
  boolean isInStep() {
    return pauses > 0;
  }

  /** Connects; fails when that does not work. */
  Future<EngineClient> hello(String token) {
    pause();
    return gateway
        .greeting()
        .greet(new ClientFrame.Hello(token), this)
        .map(this::welcomed)
        .onComplete(done -> resume());
  }

  private EngineClient welcomed(VisitShell opened) {
    visit = opened;
    if (closing) {
      opened.end(parting);
    }
    return this;
  }

  void find(Criteria criteria) {
    say(
        () ->
            frames.add(
                new ClientFrame.Find(
                    Mode.TEXT, criteria.interests(), criteria.languages(), criteria.hold())));
  }

  void cancel() {
    say(() -> frames.add(new ClientFrame.Cancel()));
  }

  /** Leaves the room and, if so asked, searches on. */
  void leave(Optional<Criteria> next) {
    say(
        () ->
            room()
                .ifPresent(
                    room ->
                        frames.add(
                            next.isPresent()
                                ? new ClientFrame.Next(room)
                                : new ClientFrame.Leave(room))));
    next.ifPresent(this::find);
  }

  void chat() {
    say(
        () ->
            room()
                .ifPresent(
                    room ->
                        frames.add(
                            new Relayed(Relayed.Kind.CHAT, room, Optional.of("text" + texts++)))));
  }

  /** The client closes its connection, for good or not. */
  void close(boolean forGood) {
    gateway.turn(() -> ended(forGood ? Parting.FOR_GOOD : Parting.AWAY));
  }

  /** The node is gone from one moment to the next. */
  void die() {
    if (!closing) {
      closing = true;
      entries.add(new Ends(true));
    }
  }

  /** Does something with the visit, if the visitor is there. */
  void ifHere(Consumer<VisitShell> action) {
    if (visit != null && !closing) {
      guard(visit, action);
    }
  }

  private Optional<RoomId> room() {
    return story().flatMap(VisitorStory::room);
  }

  private void say(Runnable command) {
    gateway.turn(
        () -> {
          command.run();
          read();
        });
  }

  /** A frame is read when the one before has been answered. */
  private void read() {
    while (pauses == 0 && !closing && !frames.isEmpty()) {
      ClientFrame frame = frames.remove();
      ifHere(its -> its.frame(frame, raw(frame)));
    }
  }

  private static Buffer raw(ClientFrame frame) {
    return frame instanceof Relayed relayed
        ? new JsonObject()
            .put("type", relayed.type())
            .put("room", relayed.room().value())
            .put("id", relayed.id().orElseThrow())
            .put("text", "hi")
            .toBuffer()
        : Buffer.buffer();
  }

  private void ended(Parting how) {
    if (!closing) {
      closing = true;
      parting = how;
      entries.add(new Ends(false));
      if (visit != null) {
        visit.end(how);
      }
    }
  }

  @Override
  public InetAddress address() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public void sendWithNext(ServerFrame frame) {
    send(frame);
  }

  @Override
  public void send(ServerFrame frame) {
    if (closing) {
      return;
    }
    switch (frame) {
      case ServerFrame.Welcome welcome -> {
        self = new Address(welcome.session(), welcome.epoch(), gateway.self());
        welcome.room().ifPresent(room -> enters(room.room()));
      }
      case ServerFrame.Waiting waiting ->
          entries.add(new Waits(waiting.since().truncatedTo(ChronoUnit.MILLIS)));
      case ServerFrame.Idle idle -> entries.add(new Idles());
      case ServerFrame.Matched matched -> enters(matched.room());
      case ServerFrame.Left left -> left(left.room());
      default -> {}
    }
  }

  private void enters(RoomId room) {
    entries.add(new Enters(room));
    gateway.look(room);
  }

  /**
   * Once for each room. It may be the end of a room that only an earlier connection was in, or of
   * one that was found for it when it had gone: each connection is told until one has read it
   * (decision 014).
   */
  private void left(RoomId room) {
    boolean again = !ends.add(room);
    if (again || before.isEmpty() || wasIn(room)) {
      entries.add(new Leaves(room));
      return;
    }
    before.stream()
        .filter(earlier -> earlier.wasIn(room) && !earlier.entries.contains(new Leaves(room)))
        .findAny()
        .ifPresent(earlier -> earlier.entries.add(new Leaves(room)));
  }

  private boolean wasIn(RoomId room) {
    return entries.contains(new Enters(room));
  }

  @Override
  public boolean sendRaw(Buffer utf8) {
    if (!closing) {
      entries.add(new Hears(new RoomId(utf8.toJsonObject().getString("room"))));
    }
    return !closing;
  }

  @Override
  public void ping() {
    gateway.turn(() -> ifHere(VisitShell::heard));
  }

  @Override
  public void close(CloseCode code) {
    ended(Parting.of(code));
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void pause() {
    pauses++;
  }

  @Override
  public void resume() {
    pauses--;
    gateway.turn(this::read);
  }

  @Override
  public void broken(String what, Throwable cause) {
    gateway.broken(what, cause);
    close(CloseCode.INTERNAL);
  }
}
