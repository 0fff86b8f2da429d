package chat.passerby.visit;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.VisitState.Away;
import chat.passerby.visit.VisitState.Chatting;
import chat.passerby.visit.VisitState.Ended;
import chat.passerby.visit.VisitState.HandedOver;
import chat.passerby.visit.VisitState.Idle;
import chat.passerby.visit.VisitState.Waiting;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a visitor stands, and what the parts of a {@link Visit} share. */
final class Standing {
  final VisitSettings settings;
  final Address self;
  final Pacing pacing;
  final Effects effects = new Effects();
  final KnownDevices known;
  final PastRooms past = new PastRooms();
  final EarlyEvents early = new EarlyEvents();
  final Transcripts transcripts = new Transcripts();
  final HeldMatches news = new HeldMatches();
  final LeftNews leftNews = new LeftNews(this);
  private VisitState state = new Idle();
  private Instant now = Instant.MIN;
  private int steps;

  /** The room that ended last: frames for it are stale, and news of it are old. */
  @Nullable RoomId lastRoom;

  /** Whether an ask for an earlier partner is under way, of which a room may come at any moment. */
  boolean awaitsRewind;

  /**
   * Whether the search that goes on was begun by an older connection, whose match is this one's.
   */
  boolean inheritsSearch;

  Standing(VisitSettings settings, Pacing pacing, Address self, DeviceId device) {
    this.settings = settings;
    this.pacing = pacing;
    this.self = self;
    this.known = new KnownDevices(device, settings.recentWindow(), effects, this::now);
  }

  /** A turn begins. */
  void begin(Instant turn) {
    now = turn;
  }

  /** When this turn began. */
  Instant now() {
    return now;
  }

  VisitState state() {
    return state;
  }

  /** Changes the state. Whoever is without a connection never gets one again. */
  void become(VisitState next) {
    state = next;
    if (isOver()) {
      effects.mute();
    }
  }

  /** Whether the connection is gone. */
  boolean isOver() {
    return switch (state) {
      case Idle idle -> false;
      case Waiting waiting -> false;
      case Chatting chatting -> false;
      case Away away -> true;
      case Ended ended -> true;
      case HandedOver handedOver -> true;
    };
  }

  boolean isIn(RoomId room) {
    return state instanceof Chatting chatting && chatting.room().id().equals(room);
  }

  boolean waitsIn(Lane lane) {
    return state instanceof Waiting waiting && waiting.search().lane().equals(lane);
  }

  boolean waitsFor(Search search) {
    return state instanceof Waiting waiting && waiting.search().equals(search);
  }

  boolean justEnded(RoomId room) {
    return room.equals(lastRoom);
  }

  /** Whether the connection at this address is on this node. */
  boolean isLocal(Address address) {
    return address.node().equals(self.node());
  }

  DeviceId partnerDevice(Room room) {
    return room.partnerOf(self.session()).device();
  }

  /** A chat begins, and from then on counts as one. */
  void enter(Room room) {
    enter(room, room.partnerOf(self.session()).address());
  }

  /** A chat begins or goes on, with the partner at that address. */
  void enter(Room room, Address partner) {
    become(new Chatting(room, partner));
    known.met(partnerDevice(room), now);
  }

  /** The chat is over for this side. */
  void exit(Room room) {
    exit(room, new Idle());
  }

  /** The chat is over for this side, which is in that state from then on. */
  void exit(Room room, VisitState next) {
    become(next);
    roomEnded(room);
    known.met(partnerDevice(room), now);
  }

  /** Rooms have ended of which an earlier connection was told. */
  void remember(List<PastRoom> rooms) {
    past.addOlder(rooms);
    past.newest().ifPresent(room -> lastRoom = room);
  }

  /** A room is over, perhaps since before this connection. */
  void roomEnded(Room room) {
    lastRoom = room.id();
    past.add(room, now);
  }

  /** Whether a room is over for this visitor, who cannot come to it any more. */
  boolean hasLeft(RoomId room) {
    return past.find(room, PastRooms.MEMORY, now).isPresent();
  }

  /** The room one is in, or one that ended within the last ten minutes. */
  Optional<Room> recall(RoomId room) {
    return state instanceof Chatting chatting && isIn(room)
        ? Optional.of(chatting.room())
        : past.find(room, PastRooms.MEMORY, now).map(PastRoom::room);
  }

  /** Keeps a relayed frame's text for a while, in case it is reported. */
  void remember(
      RoomId room, Relayed.Kind kind, Optional<String> id, Buffer frame, boolean byPartner) {
    transcripts.add(room, kind, id, frame, byPartner, now);
  }

  /** Forgets what can be reported no more. */
  void sweep() {
    Optional<RoomId> present =
        state instanceof Chatting chatting ? Optional.of(chatting.room().id()) : Optional.empty();
    transcripts.sweep(present, now);
  }

  /** Ends a room that this visitor has no part in. */
  void disown(Room room) {
    effects.add(new Effect.HangUp(room, room.partnerOf(self.session()).address()));
  }

  /** Stops whatever was, and says so. */
  void idle() {
    become(new Idle());
    forgetEarly();
    effects.send(new ServerFrame.Idle());
  }

  /** Lets go of what came about rooms of which no news will come. */
  void forgetEarly() {
    early.takeFrames().forEach(frame -> effects.add(new Effect.GiveBack(frame)));
  }

  void close(CloseCode code) {
    effects.add(new Effect.Close(code));
  }

  /** Tells another connection something. */
  void tell(Address to, RoomEvent event) {
    effects.add(new Effect.Deliver(to, event));
  }

  /** Tells another connection something, and learns whether it was there. */
  Pending<Handover> deliver(Address to, RoomEvent event) {
    return effects.ask(new Question.Deliver(to, event));
  }

  /** Whether there may be a room of which this visit has not heard yet. */
  boolean awaitsRoom() {
    return state instanceof Waiting || awaitsRewind;
  }

  /** Whether an answer is being waited for, and no frame is taken before it has come. */
  boolean inStep() {
    return steps > 0;
  }

  /**
   * Waits for an answer before the next frame; if the visit ends meanwhile, nothing follows.
   *
   * @param failure takes the absence of Redis; any other failure ends the connection
   */
  <T> void step(Pending<T> answer, Consumer<T> success, Consumer<Result.Failed<?>> failure) {
    steps++;
    answer.onComplete(
        how -> {
          steps--;
          if (!isOver()) {
            switch (how) {
              case Result.Answered<T> answered -> success.accept(answered.value());
              case Result.Failed<T> failed -> {
                if (failed.passing()) {
                  failure.accept(failed);
                } else {
                  close(CloseCode.INTERNAL);
                }
              }
            }
          }
        });
  }
}
