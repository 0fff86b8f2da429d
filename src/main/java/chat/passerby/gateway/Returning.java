package chat.passerby.gateway;

import chat.passerby.matchmaking.queue.Place;
import chat.passerby.matchmaking.queue.Places;
import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.matchmaking.queue.Trail;
import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.KeptRooms;
import chat.passerby.room.Lane;
import chat.passerby.room.LeftNote;
import chat.passerby.room.ResumeRoomScript.Absent;
import chat.passerby.room.ResumeRoomScript.Outdated;
import chat.passerby.room.ResumeRoomScript.Resumed;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.session.OpenSessionScript.Opened;
import chat.passerby.session.SessionNotes;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Partner;
import chat.passerby.visit.state.PastRoom;
import chat.passerby.visit.state.Search;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the queue or room where a session was last, and brings its new connection there. While
 * Redis is without data that others are writing down again, a session that is found nowhere is
 * looked for until they have.
 */
public final class Returning {
  /** How often to look, since a match may be made or undone meanwhile. */
  private static final int LOOKS = 3;

  /** How long to wait before looking again for what others are writing down. */
  private static final Duration MENDING = Duration.ofMillis(200);

  private final EventLoop loop;
  private final Places places;
  private final KeptRooms rooms;
  private final LossWatch losses;
  private final Departures departures;
  private final Duration grace;
  private final Faults faults;

  /**
   * @param grace for how long the place in the queue is kept of who returns
   */
  public Returning(
      EventLoop loop,
      Places places,
      KeptRooms rooms,
      LossWatch losses,
      Departures departures,
      Duration grace,
      Faults faults) {
    this.grace = grace;
    this.loop = loop;
    this.places = places;
    this.rooms = rooms;
    this.losses = losses;
    this.departures = departures;
    this.faults = faults;
  }

  /**
   * What is asked about a session.
   *
   * @param place where it is, if it is in a lane that it has by its id
   * @param mending whether Redis may lack its place
   */
  public record Looking(Future<Optional<Place>> place, Future<Boolean> mending) {}

  /** A newer connection of the session has come back already. */
  public static final class OutdatedException extends Exception {
    private static final long serialVersionUID = 1;

    OutdatedException() {
      super("A newer connection of the session is there.", null, false, false);
    }
  }

  /**
   * Begins to look for a session; may be called before the session is opened. From then on its
   * older connection is matched with nobody, so that the welcome tells what holds.
   */
  public Looking look(SessionId session) {
    return new Looking(places.takeAtHome(session, grace), losses.isMending());
  }

  /** Fails with an {@link OutdatedException}, or when Redis is away. */
  public Future<Found> find(Opened opened, Looking looking) {
    return find(opened, looking, false);
  }

  private Future<Found> find(Opened opened, Looking looking, boolean anywhere) {
    return findOnce(opened, looking.place(), anywhere)
        .compose(
            found ->
                found.isSomewhere()
                    ? Future.succeededFuture(found)
                    : isMending(opened, looking.mending())
                        .compose(yes -> yes ? findLater(opened) : Future.succeededFuture(found)));
  }

  /** The loss may have come after the session was opened, and after that question. */
  private Future<Boolean> isMending(Opened opened, Future<Boolean> mending) {
    return opened.previous().isPresent() ? losses.isMending() : mending;
  }

  private Future<Found> findLater(Opened opened) {
    return loop.after(MENDING)
        .compose(passed -> find(opened, look(opened.address().session()), true));
  }

  private Future<Found> findOnce(Opened opened, Future<Optional<Place>> home, boolean anywhere) {
    Optional<SearchNote> search =
        opened.notes().search().flatMap(note -> read(note, SearchNote::unpack));
    List<LeftNote> left =
        opened.notes().left().stream()
            .flatMap(note -> read(note, LeftNote::unpack).stream())
            .toList();
    List<PastRoom> past =
        opened.notes().past().flatMap(note -> read(note, PastRoomsCodec::unpack)).orElse(List.of());
    List<Room> ended =
        Stream.concat(left.stream().map(LeftNote::room), past.stream().map(PastRoom::room))
            .toList();
    Trail trail = new Trail(lanes(search, ended), anywhere || hasSearched(opened.notes()));
    // Look even when the session has no entry: Redis may have lost the entry and kept the room.
    return new Way(opened.address(), ids(ended), trail)
        .from(home)
        .map(found -> new Found(found, search, left, past));
  }

  private <T> Optional<T> read(Buffer note, Function<Buffer, T> unpack) {
    return PackedReader.read(Written.NOTE, note, unpack, faults);
  }

  /** Where it began to wait, and where its rooms were: one that two went back to is there too. */
  private static List<Lane> lanes(Optional<SearchNote> search, List<Room> ended) {
    return Stream.concat(search.flatMap(SearchNote::lane).stream(), ended.stream().map(Room::lane))
        .distinct()
        .toList();
  }

  private static Set<RoomId> ids(List<Room> rooms) {
    return rooms.stream().map(Room::id).collect(Collectors.toUnmodifiableSet());
  }

  /** A session that never searched is in no lane. */
  private static boolean hasSearched(SessionNotes notes) {
    return notes.search().isPresent() || notes.past().isPresent() || !notes.left().isEmpty();
  }

  private static Found.Standpoint queue(Place.InQueue in) {
    return new Found.InQueue(new Search(in.lane(), in.ticket().criteria(), in.ticket().since()));
  }

  /** The way of a new connection to the place of its session. */
  private final class Way {
    private final Address self;
    private final Set<RoomId> over;
    private final Trail trail;

    /**
     * @param over rooms that have ended
     */
    Way(Address self, Set<RoomId> over, Trail trail) {
      this.self = self;
      this.over = over;
      this.trail = trail;
    }

    Future<Found.Standpoint> from(Future<Optional<Place>> home) {
      return go(
          home.compose(found -> places.takeBeyond(self.session(), found, trail, grace)), LOOKS);
    }

    private Future<Found.Standpoint> go(Future<Optional<Place>> place, int looksLeft) {
      return place.compose(
          found ->
              found
                  .map(
                      here ->
                          switch (here) {
                            case Place.InRoom in -> enter(in.room(), looksLeft - 1);
                            case Place.InQueue in -> Future.succeededFuture(queue(in));
                          })
                  .orElseGet(() -> Future.succeededFuture(new Found.Nowhere())));
    }

    private Future<Found.Standpoint> goAgain(int looksLeft) {
      return looksLeft == 0
          ? Future.succeededFuture(new Found.Nowhere())
          : go(places.take(self.session(), trail, grace), looksLeft);
    }

    private Future<Found.Standpoint> enter(Room room, int looksLeft) {
      if (over.contains(room.id())) {
        // The end has not reached Redis yet, or a partner who had not heard of it has restored the
        // room.
        departures.callOff(room, self);
        return goAgain(looksLeft);
      }
      return rooms
          .resume(room, self)
          .compose(
              outcome ->
                  switch (outcome) {
                    case Resumed resumed ->
                        Future.succeededFuture(new Found.InRoom(room, Partner.of(resumed)));
                    case Absent absent -> goAgain(looksLeft);
                    case Outdated outdated -> Future.failedFuture(new OutdatedException());
                  });
    }
  }
}
