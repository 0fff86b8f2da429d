package chat.passerby.matchmaking.pairing;

import chat.passerby.delivery.Courier;
import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.RequeueSurvivorScript;
import chat.passerby.matchmaking.queue.RequeueSurvivorScript.Survivor;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.Foreseen;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells both sides of a new room. A side on another node is told first, since only its answer shows
 * whether that node lives. If it is dead, the other side has heard nothing yet and keeps its place.
 * When both are on other nodes, the second one's node is asked before anybody is told.
 */
public final class MatchNews {
  private static final Logger log = LoggerFactory.getLogger(MatchNews.class);

  private final Courier courier;
  private final LeaveRoomScript leave;
  private final RequeueSurvivorScript requeue;
  private final Faults faults;

  /** How telling went. */
  enum Outcome {
    /** Both have been told. */
    STANDS,
    /** One was gone before the other had been told; the other waits again at its original place. */
    REQUEUED,
    /**
     * One was gone; the other has been told that the match is over, or to put its ticket in again.
     */
    UNDONE,
    /** Redis is away, and it is unknown who has heard of it. */
    IN_DOUBT
  }

  public MatchNews(
      Courier courier, LeaveRoomScript leave, RequeueSurvivorScript requeue, Faults faults) {
    this.faults = faults;
    this.courier = courier;
    this.leave = leave;
    this.requeue = requeue;
  }

  /**
   * Tells both, or undoes the match. Fails only when something broke. When in doubt, to be called
   * again while the room is there: hearing the news twice changes nothing.
   *
   * @param again whether somebody may have heard of it already
   */
  Future<Outcome> tell(Room room, Pairing pairing, boolean again) {
    Survivor survivor = again ? Survivor.TOLD : Survivor.WAITS;
    Ticket older = pairing.older();
    Ticket newer = pairing.newer();
    if (!courier.reachable(address(room, older))) {
      return undo(room, newer, older, survivor);
    }
    if (!courier.reachable(address(room, newer))) {
      return undo(room, older, newer, survivor);
    }
    boolean olderFirst = !courier.isLocal(address(room, older));
    Ticket first = olderFirst ? older : newer;
    Ticket second = olderFirst ? newer : older;
    return first.node().equals(second.node())
        ? tellFirst(room, first, second, survivor)
        : courier
            .ask(second.node())
            .compose(
                there ->
                    switch (there) {
                      case TAKEN -> tellFirst(room, first, second, survivor);
                      case GONE -> undo(room, first, second, survivor);
                      case UNKNOWN -> inDoubt();
                    });
  }

  /**
   * Tells all members at once when all of them are connected to this node. Unlike the others to be
   * called on any thread.
   *
   * @return {@code STANDS} or {@code UNDONE}; empty when nobody has been told
   */
  Optional<Outcome> tellHere(Room room) {
    List<Member> members = room.members();
    for (int i = 0; i < members.size(); i++) {
      if (!courier.isHere(members.get(i).address())) {
        return Optional.empty();
      }
    }
    RoomEvent matched = new RoomEvent.Matched(room);
    int last = members.size() - 1;
    for (int i = last; i >= 0; i--) {
      if (!courier.deliverHere(members.get(i).address(), matched)) {
        return i == last ? Optional.empty() : undoneHere(room, i);
      }
    }
    return Optional.of(Outcome.STANDS);
  }

  /** Tells those who have heard of the room, all behind the one who is gone, that it is over. */
  private Optional<Outcome> undoneHere(Room room, int gone) {
    RoomEvent ended = new RoomEvent.Ended(room, Left.Reason.GONE);
    for (Member told : room.members().subList(gone + 1, room.members().size())) {
      if (!courier.deliverHere(told.address(), ended)) {
        log.trace("Another member of an undone match is not there any more.");
      }
    }
    leave
        .run(room, room.members().get(gone).address())
        .onFailure(e -> report("Could not end a room in Redis; it stays until it expires.", e));
    return Optional.of(Outcome.UNDONE);
  }

  /** Tells all that a room of which one of them may have heard is void. Never fails. */
  Future<Void> voided(Room room) {
    RoomEvent unmatched = new RoomEvent.Unmatched(room.id());
    return Future.all(
            room.members().stream()
                .map(member -> courier.deliver(member.address(), unmatched))
                .toList())
        .mapEmpty();
  }

  /**
   * Ends a room of which it is unknown who has heard, because something broke. Each member is told
   * of its end, and to put its ticket in again. Never fails.
   */
  Future<Void> drop(Room room) {
    return leave
        .run(room, room.members().getFirst().address())
        .onFailure(e -> report("Could not end a room in Redis; it stays until it expires.", e))
        .otherwise(LeaveRoomScript.Outcome.ENDED)
        .compose(
            outcome ->
                outcome == LeaveRoomScript.Outcome.OUTDATED
                    ? Future.succeededFuture()
                    : Future.all(
                        room.members().stream()
                            .map(member -> takeBack(room, member.address()))
                            .toList()))
        .mapEmpty();
  }

  private Future<Outcome> tellFirst(Room room, Ticket first, Ticket second, Survivor survivor) {
    return courier
        .deliver(address(room, first), new RoomEvent.Matched(room))
        .compose(
            told ->
                switch (told) {
                  case TAKEN -> tellSecond(room, first, second);
                  case GONE -> undo(room, second, first, survivor);
                  case UNKNOWN -> inDoubt();
                });
  }

  private Future<Outcome> tellSecond(Room room, Ticket first, Ticket second) {
    return courier
        .deliver(address(room, second), new RoomEvent.Matched(room))
        .compose(
            told ->
                switch (told) {
                  case TAKEN -> Future.succeededFuture(Outcome.STANDS);
                  case GONE -> undo(room, first, second, Survivor.TOLD);
                  case UNKNOWN -> inDoubt();
                });
  }

  private Future<Outcome> undo(Room room, Ticket survivor, Ticket gone, Survivor how) {
    Future<Survivor> now =
        how == Survivor.TOLD ? aliveOrNot(survivor) : Future.succeededFuture(how);
    return now.compose(sure -> requeue.run(room, survivor, gone, sure))
        .compose(
            outcome ->
                switch (outcome) {
                  case REQUEUED -> Future.succeededFuture(Outcome.REQUEUED);
                  case ENDED -> takeBack(room, address(room, survivor));
                  case RESUMED -> tellOfTheRoom(room, survivor);
                })
        .recover(e -> e instanceof Foreseen ? inDoubt() : Future.failedFuture(e));
  }

  private void report(String what, Throwable cause) {
    faults.report(Part.PAIRING, what, cause);
  }

  /** A node that took the news a moment ago may have died since. */
  private Future<Survivor> aliveOrNot(Ticket told) {
    return courier
        .ask(told.node())
        .map(there -> there == Handover.GONE ? Survivor.GONE : Survivor.TOLD);
  }

  /**
   * The missing side is back in the room by a new connection, which the survivor learns of there.
   */
  private Future<Outcome> tellOfTheRoom(Room room, Ticket survivor) {
    return courier
        .deliver(address(room, survivor), new RoomEvent.Matched(room))
        .map(told -> told == Handover.UNKNOWN ? Outcome.IN_DOUBT : Outcome.STANDS);
  }

  /**
   * Only the survivor's own connection knows where it is. In the room, it must hear of the end. In
   * the queue, its ticket went with the room, and it must put that in again.
   */
  private Future<Outcome> takeBack(Room room, Address address) {
    return Future.all(
            courier.deliver(address, new RoomEvent.Ended(room, Left.Reason.GONE)),
            courier.deliver(address, new RoomEvent.Unmatched(room.id())))
        .map(told -> told.list().contains(Handover.UNKNOWN) ? Outcome.IN_DOUBT : Outcome.UNDONE);
  }

  private static Address address(Room room, Ticket ticket) {
    return room.memberOf(ticket.session()).address();
  }

  private static Future<Outcome> inDoubt() {
    return Future.succeededFuture(Outcome.IN_DOUBT);
  }
}
