package chat.passerby.visit.state;

import chat.passerby.protocol.SessionId;
import chat.passerby.room.Member;
import chat.passerby.room.ResumeRoomScript.Resumed;
import chat.passerby.room.Room;
import chat.passerby.session.Address;

/**
 * The one other member of a chat of two. A room can hold more; what a visit does with a partner is
 * what will have to change for them.
 */
public final class Partner {
  private Partner() {}

  /** The other one of the two. */
  public static Member of(Room room, SessionId self) {
    return room.othersThan(self).getFirst();
  }

  /** Where the partner is in a room that was resumed. */
  public static Address of(Resumed room) {
    return room.others().getFirst();
  }

  /** Whether this side is the polite peer of perfect negotiation with the partner. */
  public static boolean isPolite(Room room, SessionId self) {
    return room.isPoliteTo(self, of(room, self).session());
  }
}
