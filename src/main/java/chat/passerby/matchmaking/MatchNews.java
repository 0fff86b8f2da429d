package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Courier;
import chat.passerby.room.Handover;
import chat.passerby.room.Room;
import chat.passerby.room.RoomEvent;
import chat.passerby.room.RoomEvent.Ended;
import chat.passerby.session.Address;
import io.vertx.core.Future;

/**
 * Tells both sides of a new room. The side on another node is told first, since only the answer to
 * that shows whether the node lives: when it does not, the other side has heard nothing yet and
 * waits on.
 */
final class MatchNews {
  private final Courier courier;
  private final RequeueSurvivorScript requeue;

  MatchNews(Courier courier, RequeueSurvivorScript requeue) {
    this.courier = courier;
    this.requeue = requeue;
  }

  /**
   * Tells both, or undoes the match.
   *
   * @return whether the room stands
   */
  Future<Boolean> tell(Room room, Pairing pairing) {
    Address older = room.older().address();
    Address newer = room.newer().address();
    if (!courier.reachable(older)) {
      return undo(room, pairing.newer());
    }
    if (!courier.reachable(newer)) {
      return undo(room, pairing.older());
    }
    boolean olderFirst = !courier.isLocal(older);
    Ticket second = olderFirst ? pairing.newer() : pairing.older();
    RoomEvent matched = new RoomEvent.Matched(room);
    return courier
        .deliver(olderFirst ? older : newer, matched)
        .compose(
            told ->
                told == Handover.TAKEN
                    ? tellSecond(room, matched, olderFirst ? newer : older)
                    : undo(room, second));
  }

  private Future<Boolean> tellSecond(Room room, RoomEvent matched, Address second) {
    return courier
        .deliver(second, matched)
        .compose(
            told -> {
              if (told == Handover.TAKEN) {
                return Future.succeededFuture(true);
              }
              // Its first side has been told of the room, so it has to be told of its end as well.
              Address first = room.partnerOf(second.session()).address();
              return courier.deliver(first, new Ended(room.id(), Left.Reason.GONE)).map(false);
            });
  }

  private Future<Boolean> undo(Room room, Ticket survivor) {
    return requeue.run(room, survivor).map(false);
  }
}
