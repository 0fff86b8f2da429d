package chat.passerby.visit.state;

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
import chat.passerby.visit.state.VisitState.Away;
import chat.passerby.visit.state.VisitState.Chatting;
import chat.passerby.visit.state.VisitState.Ended;
import chat.passerby.visit.state.VisitState.HandedOver;
import chat.passerby.visit.state.VisitState.Idle;
import chat.passerby.visit.state.VisitState.Waiting;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a visitor stands, and what the parts of a visit share. */
public final class Standing {
  private final VisitSettings settings;
  private final Address self;
  private final Pacing pacing;
  private final Effects effects = new Effects();
  private final KnownDevices known;
  private final PastRooms past = new PastRooms();
  private final EarlyEvents early = new EarlyEvents();
  private final Transcripts transcripts = new Transcripts();
  private final HeldMatches news = new HeldMatches();
  private final LeftNews leftNews = new LeftNews(this);
  private final Restraints restraints;
  private VisitState state = new Idle();
  private Instant now = Instant.MIN;
  private int steps;

  /** The room that ended last: frames for it are stale, and news of it are old. */
  private @Nullable RoomId lastRoom;

  public Standing(VisitSettings settings, Pacing pacing, Address self, DeviceId device) {
    this.settings = settings;
    this.restraints = new Restraints(this::now, settings.shield());
    this.pacing = pacing;
    this.self = self;
    this.known = new KnownDevices(device, settings.recentWindow(), effects, this::now);
  }

  public VisitSettings settings() {
    return settings;
  }

  public Address self() {
    return self;
  }

  public Pacing pacing() {
    return pacing;
  }

  public Effects effects() {
    return effects;
  }

  public KnownDevices known() {
    return known;
  }

  public PastRooms past() {
    return past;
  }

  public EarlyEvents early() {
    return early;
  }

  public Transcripts transcripts() {
    return transcripts;
  }

  public HeldMatches news() {
    return news;
  }

  public LeftNews leftNews() {
    return leftNews;
  }

  public Restraints restraints() {
    return restraints;
  }

  public @Nullable RoomId lastRoom() {
    return lastRoom;
  }

  public void lastRoom(RoomId room) {
    lastRoom = room;
  }

  /** A turn begins. */
  public void begin(Instant turn) {
    now = turn;
  }

  /** When this turn began. */
  public Instant now() {
    return now;
  }

  public VisitState state() {
    return state;
  }

  /** Changes the state. Whoever is without a connection never gets one again. */
  public void become(VisitState next) {
    state = next;
    if (isOver()) {
      effects.mute();
    }
  }

  /** Whether the connection is gone. */
  public boolean isOver() {
    return switch (state) {
      case Idle idle -> false;
      case Waiting waiting -> false;
      case Chatting chatting -> false;
      case Away away -> true;
      case Ended ended -> true;
      case HandedOver handedOver -> true;
    };
  }

  public boolean isIn(RoomId room) {
    return state instanceof Chatting chatting && chatting.room().id().equals(room);
  }

  public boolean waitsIn(Lane lane) {
    return state instanceof Waiting waiting && waiting.search().lane().equals(lane);
  }

  public boolean waitsFor(Search search) {
    return state instanceof Waiting waiting && waiting.search().equals(search);
  }

  public boolean justEnded(RoomId room) {
    return room.equals(lastRoom);
  }

  /** Whether the connection at this address is on this node. */
  public boolean isLocal(Address address) {
    return address.node().equals(self.node());
  }

  public DeviceId partnerDevice(Room room) {
    return Partner.of(room, self.session()).device();
  }

  /** A chat begins, and from then on counts as one. */
  public void enter(Room room) {
    enter(room, Partner.of(room, self.session()).address());
  }

  /** A chat begins or goes on, with the partner at that address. */
  public void enter(Room room, Address partner) {
    become(new Chatting(room, partner));
    known.met(partnerDevice(room), now);
  }

  /** The chat is over for this side. */
  public void exit(Room room) {
    exit(room, new Idle());
  }

  /** The chat is over for this side, which is in that state from then on. */
  public void exit(Room room, VisitState next) {
    become(next);
    roomEnded(room);
    known.met(partnerDevice(room), now);
  }

  /** Rooms have ended of which an earlier connection was told. */
  public void remember(List<PastRoom> rooms) {
    past.addOlder(rooms);
    past.newest().ifPresent(room -> lastRoom = room);
  }

  /** A room is over, perhaps since before this connection. */
  public void roomEnded(Room room) {
    lastRoom = room.id();
    past.add(room, now);
  }

  /** Whether a room is over for this visitor, who cannot come to it any more. */
  public boolean hasLeft(RoomId room) {
    return past.find(room, PastRooms.MEMORY, now).isPresent();
  }

  /** The room one is in, or one that ended within the last ten minutes. */
  public Optional<Room> recall(RoomId room) {
    return state instanceof Chatting chatting && isIn(room)
        ? Optional.of(chatting.room())
        : past.find(room, PastRooms.MEMORY, now).map(PastRoom::room);
  }

  /** Keeps a relayed frame's text for a while, in case it is reported. */
  public void remember(
      RoomId room, Relayed.Kind kind, Optional<String> id, Buffer frame, boolean byPartner) {
    transcripts.add(room, kind, id, frame, byPartner, now);
  }

  /** Forgets what can be reported no more. */
  public void sweep() {
    Optional<RoomId> present =
        state instanceof Chatting chatting ? Optional.of(chatting.room().id()) : Optional.empty();
    transcripts.sweep(present, now);
  }

  /** Ends a room that this visitor has no part in. */
  public void disown(Room room) {
    effects.add(new Effect.HangUp(room, Partner.of(room, self.session()).address()));
  }

  /** Stops whatever was, and says so. */
  public void idle() {
    become(new Idle());
    forgetEarly();
    effects.send(new ServerFrame.Idle());
  }

  /** Lets go of what came about rooms of which no news will come. */
  public void forgetEarly() {
    early.takeFrames().forEach(frame -> effects.add(new Effect.GiveBack(frame)));
  }

  public void close(CloseCode code) {
    effects.add(new Effect.Close(code));
  }

  /** Tells another connection something. */
  public void tell(Address to, RoomEvent event) {
    effects.add(new Effect.Deliver(to, event));
  }

  /** Tells another connection something, and learns whether it was there. */
  public Pending<Handover> deliver(Address to, RoomEvent event) {
    return effects.ask(new Question.Deliver(to, event));
  }

  /** Whether there may be a room of which this visit has not heard yet. */
  public boolean awaitsRoom() {
    return state instanceof Waiting || early.mayRewind();
  }

  /** Whether an answer is being waited for, and no frame is taken before it has come. */
  public boolean inStep() {
    return steps > 0;
  }

  /**
   * Waits for an answer before the next frame; if the visit ends meanwhile, nothing follows.
   *
   * @param failure takes the absence of Redis; any other failure ends the connection
   */
  public <T> void step(Pending<T> answer, Consumer<T> success, Consumer<Result.Failed<?>> failure) {
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
