package chat.passerby.gateway;

import chat.passerby.gateway.PastRooms.PastRoom;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Widening;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults.Part;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a visitor stands: idle, waiting or chatting. Shared by the parts of a {@link Visit}. */
final class Standing {
  private static final String BROKEN_STEP = "A visitor's step broke.";

  final GatewayParts parts;
  final Connection connection;
  final Address self;
  final KnownDevices known;
  final PastRooms past = new PastRooms();
  final EarlyEvents early = new EarlyEvents();
  final Transcripts transcripts = new Transcripts();
  final LeftNews leftNews = new LeftNews(this);
  final Haste haste;
  State state = new Idle();

  /** The room that ended last: frames for it are stale, and news of it are old. */
  @Nullable RoomId lastRoom;

  /** Whether an ask for an earlier partner is under way, of which a room may come at any moment. */
  boolean awaitsRewind;

  /**
   * Whether the search that goes on was begun by an older connection, whose match is this one's.
   */
  boolean inheritsSearch;

  /** Whether the connection is gone. */
  boolean ended;

  private int steps;

  /** One of three. */
  sealed interface State {}

  /** Neither waiting nor in a room. */
  record Idle() implements State {}

  /**
   * In the queue.
   *
   * @param announced whether {@code waiting} has been sent
   * @param widening what it said is given up next
   */
  record Waiting(Search search, boolean announced, Optional<Widening> widening) implements State {
    Waiting(Search search) {
      this(search, false, Optional.empty());
    }
  }

  /**
   * In a room.
   *
   * @param partner where the partner was last heard of
   * @param missedSince while it is not found there, and may have moved: since when
   * @param awayUntil while it is away: until when it may come back
   */
  record Chatting(
      Room room, Address partner, Optional<Instant> missedSince, Optional<Instant> awayUntil)
      implements State {
    Chatting(Room room, Address partner) {
      this(room, partner, Optional.empty(), Optional.empty());
    }

    Chatting missedSince(Instant since) {
      return new Chatting(room, partner, Optional.of(since), Optional.empty());
    }

    Chatting awayUntil(Instant until) {
      return new Chatting(room, partner, Optional.empty(), Optional.of(until));
    }

    /** Whether the partner may not be where it was last heard of. */
    boolean isInDoubt() {
      return missedSince.isPresent() || awayUntil.isPresent();
    }
  }

  /** What is searched for, and since when. */
  record Search(Lane lane, Criteria criteria, Instant since) {}

  Standing(GatewayParts parts, Connection connection, KnownDevices known, Address self) {
    this.parts = parts;
    this.connection = connection;
    this.known = known;
    this.self = self;
    this.haste = new Haste(parts.paces(), self.session(), parts.settings().look(), parts.clock());
  }

  boolean isIn(RoomId room) {
    return state instanceof Chatting chatting && chatting.room().id().equals(room);
  }

  boolean waitsIn(Lane lane) {
    return !ended && state instanceof Waiting waiting && waiting.search().lane().equals(lane);
  }

  boolean waitsFor(Search search) {
    return !ended && state instanceof Waiting waiting && waiting.search().equals(search);
  }

  boolean justEnded(RoomId room) {
    return room.equals(lastRoom);
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
    state = new Chatting(room, partner);
    known.met(partnerDevice(room), parts.clock().instant());
  }

  /** The chat is over for this side. */
  void exit(Room room) {
    state = new Idle();
    roomEnded(room);
    known.met(partnerDevice(room), parts.clock().instant());
  }

  /** Rooms have ended of which an earlier connection was told. */
  void remember(List<PastRoom> rooms) {
    past.addOlder(rooms);
    past.newest().ifPresent(room -> lastRoom = room);
  }

  /** A room is over, perhaps since before this connection. */
  void roomEnded(Room room) {
    lastRoom = room.id();
    past.add(room, parts.clock().instant());
  }

  /** Whether a room is over for this visitor, who cannot come to it any more. */
  boolean hasLeft(RoomId room) {
    return past.find(room, PastRooms.MEMORY, parts.clock().instant()).isPresent();
  }

  /** The room one is in, or one that ended within the last ten minutes. */
  Optional<Room> recall(RoomId room) {
    return state instanceof Chatting chatting && isIn(room)
        ? Optional.of(chatting.room())
        : past.find(room, PastRooms.MEMORY, parts.clock().instant()).map(PastRooms.PastRoom::room);
  }

  /** Keeps a relayed frame's text for a while, in case it is reported. */
  void remember(
      RoomId room, Relayed.Kind kind, Optional<String> id, Buffer frame, boolean byPartner) {
    transcripts.add(room, kind, id, frame, byPartner, parts.clock().instant());
  }

  /** Forgets what can be reported no more. */
  void sweep(Instant now) {
    Optional<RoomId> present =
        state instanceof Chatting chatting ? Optional.of(chatting.room().id()) : Optional.empty();
    transcripts.sweep(present, now);
  }

  /** Ends a room that this visitor has no part in. */
  void disown(Room room) {
    parts.departures().callOff(room, self);
  }

  /** Stops whatever was, and says so. */
  void idle() {
    state = new Idle();
    early.forget(parts.courier());
    connection.send(new ServerFrame.Idle());
  }

  /** Whether there may be a room of which this visit has not heard yet. */
  boolean awaitsRoom() {
    return state instanceof Waiting || awaitsRewind;
  }

  /** Whether an answer is being waited for. */
  boolean inStep() {
    return steps > 0;
  }

  /**
   * Waits for an answer with the connection unread; if the visit ends meanwhile, nothing follows.
   *
   * @param failure takes the absence of Redis; any other failure ends the connection
   */
  <T> void step(
      Future<T> answer, Consumer<T> success, Consumer<RedisUnavailableException> failure) {
    connection.pause();
    steps++;
    answer.onComplete(
        done -> {
          steps--;
          try {
            take(done, success, failure);
          } catch (RuntimeException | Error e) {
            connection.broken(BROKEN_STEP, e);
          } finally {
            connection.resume();
          }
        });
  }

  /**
   * Goes on with an answer for which nobody waits, also when the connection is gone by then. A
   * failure leaves everything as it is.
   */
  <T> void follow(Future<T> answer, Consumer<T> success) {
    answer.onComplete(
        done -> {
          if (done.succeeded()) {
            connection.guard(done.result(), success);
          } else {
            unanswered(done.cause());
          }
        });
  }

  /** As it is, and the visitor goes on with it; what breaks then ends the connection. */
  <T> Future<T> guarded(Future<T> answer, Consumer<T> success) {
    return answer.onSuccess(value -> connection.guard(value, success));
  }

  /** News of a match: they may have to wait, among those of others. */
  void tell(Runnable news) {
    parts.news().tell(() -> connection.guard(news, Runnable::run));
  }

  /** Something that nobody waits for was not done; whoever needs it tries again by itself. */
  void unanswered(Throwable cause) {
    parts.faults().report(Part.VISIT, "Something was not done for a visitor.", cause);
  }

  /** Only the absence of Redis is a failure that a step knows how to go on from. */
  private <T> void take(
      AsyncResult<T> done, Consumer<T> success, Consumer<RedisUnavailableException> failure) {
    if (done.succeeded()) {
      if (!ended) {
        success.accept(done.result());
      }
    } else if (!(done.cause() instanceof RedisUnavailableException away)) {
      connection.broken(BROKEN_STEP, done.cause());
    } else if (!ended) {
      failure.accept(away);
    }
  }
}
