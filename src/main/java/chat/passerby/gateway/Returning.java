package chat.passerby.gateway;

import chat.passerby.gateway.PastRooms.PastRoom;
import chat.passerby.gateway.Standing.Search;
import chat.passerby.matchmaking.Place;
import chat.passerby.matchmaking.Places;
import chat.passerby.matchmaking.SearchNote;
import chat.passerby.redis.PackedReader;
import chat.passerby.room.KeptRooms;
import chat.passerby.room.LeftNote;
import chat.passerby.room.ResumeRoomScript.Absent;
import chat.passerby.room.ResumeRoomScript.Outdated;
import chat.passerby.room.ResumeRoomScript.Resumed;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.session.OpenSessionScript.Opened;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Finds out where an earlier connection of a session has left it, and takes its side there. */
final class Returning {
  /** A match may be made or undone while it is looked for. */
  private static final int LOOKS = 3;

  private final Places places;
  private final KeptRooms rooms;

  Returning(Places places, KeptRooms rooms) {
    this.places = places;
    this.rooms = rooms;
  }

  /** Where the session goes on. */
  sealed interface Standpoint {}

  /** Neither waiting nor in a room. */
  record Nowhere() implements Standpoint {}

  /** In a queue, at its original place. */
  record InQueue(Search search) implements Standpoint {}

  /**
   * In its room.
   *
   * @param partner where the partner was last known
   */
  record InRoom(Room room, Address partner) implements Standpoint {}

  /**
   * What there is to go on with.
   *
   * @param lastSearch what was last searched for
   * @param left a room that ended meanwhile
   * @param past the last rooms before, the newest first
   */
  record Found(
      Standpoint standpoint,
      Optional<SearchNote> lastSearch,
      Optional<LeftNote> left,
      List<PastRoom> past) {}

  /** A still newer connection of the session has come back already. */
  static final class OutdatedException extends Exception {
    private static final long serialVersionUID = 1;

    OutdatedException() {
      super("A newer connection of the session is there.", null, false, false);
    }
  }

  /** Fails with an {@link OutdatedException}, or when Redis is away. */
  Future<Found> find(Opened opened) {
    Optional<SearchNote> search =
        opened.notes().search().flatMap(note -> PackedReader.read(note, SearchNote::unpack));
    Optional<LeftNote> left =
        opened.notes().left().flatMap(note -> PackedReader.read(note, LeftNote::unpack));
    List<PastRoom> past =
        opened
            .notes()
            .past()
            .flatMap(note -> PackedReader.read(note, PastRooms::unpack))
            .orElse(List.of());
    // Nobody has left anything of a session that is new.
    Future<Standpoint> standpoint =
        opened.previous().isEmpty()
            ? Future.succeededFuture(new Nowhere())
            : look(opened.address(), LOOKS);
    return standpoint.map(
        found -> new Found(found, search, left.filter(note -> !isIn(found, note.room())), past));
  }

  private static boolean isIn(Standpoint standpoint, Room room) {
    return standpoint instanceof InRoom in && in.room().id().equals(room.id());
  }

  private Future<Standpoint> look(Address self, int looksLeft) {
    if (looksLeft == 0) {
      return Future.succeededFuture(new Nowhere());
    }
    return places
        .find(self.session())
        .compose(
            place ->
                place
                    .map(
                        found ->
                            switch (found) {
                              case Place.InRoom in -> enter(in.room(), self, looksLeft);
                              case Place.InQueue in -> Future.succeededFuture(queue(in));
                            })
                    .orElseGet(() -> Future.succeededFuture(new Nowhere())));
  }

  private static Standpoint queue(Place.InQueue in) {
    return new InQueue(new Search(in.lane(), in.ticket().criteria(), in.ticket().since()));
  }

  private Future<Standpoint> enter(Room room, Address self, int looksLeft) {
    return rooms
        .resume(room, self)
        .compose(
            outcome ->
                switch (outcome) {
                  case Resumed resumed ->
                      Future.succeededFuture(new InRoom(room, resumed.partner()));
                  case Absent absent -> look(self, looksLeft - 1);
                  case Outdated outdated -> Future.failedFuture(new OutdatedException());
                });
  }
}
