package chat.passerby.gateway;

import chat.passerby.matchmaking.LaneQueue;
import chat.passerby.matchmaking.QueueReply;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Courier;
import chat.passerby.room.Lane;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Room;
import chat.passerby.room.RoomEvent;
import chat.passerby.session.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes people out of rooms and queues. The partner is told at once; what Redis must forget is
 * forgotten as soon as Redis is there, so that nobody has to wait for it in order to leave.
 */
final class Departures {
  private static final Logger log = LoggerFactory.getLogger(Departures.class);

  private final LeaveRoomScript leaveRoom;
  private final LaneQueue queue;
  private final Courier courier;
  private final Postponed postponed;

  Departures(Postponed postponed, LeaveRoomScript leaveRoom, LaneQueue queue, Courier courier) {
    this.postponed = postponed;
    this.leaveRoom = leaveRoom;
    this.queue = queue;
    this.courier = courier;
  }

  /** Ends a room for both; the leaver's own side is the caller's business. */
  void leave(Room room, SessionId leaver, Left.Reason reason) {
    postponed.attempt(() -> leaveRoom.run(room));
    Address partner = room.partnerOf(leaver).address();
    courier
        .deliver(partner, new RoomEvent.Ended(room.id(), reason))
        .onSuccess(handover -> log.trace("A room's end was {}.", handover));
  }

  /** Takes out the ticket of someone who is gone; a match made meanwhile is ended. */
  void withdraw(Lane lane, Address address) {
    postponed.attempt(
        () -> queue.withdraw(lane, address).onSuccess(reply -> endIfTaken(reply, address)));
  }

  private void endIfTaken(QueueReply reply, Address address) {
    // The room of a newer connection is no business of this one's.
    if (reply instanceof QueueReply.Taken taken
        && taken.room().memberOf(address.session()).address().equals(address)) {
      leave(taken.room(), address.session(), Left.Reason.GONE);
    }
  }
}
