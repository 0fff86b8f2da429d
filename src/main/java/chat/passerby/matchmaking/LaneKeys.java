package chat.passerby.matchmaking;

import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;

/** The keys of a lane's queue; their types and lifetimes are in the package's description. */
final class LaneKeys {
  private LaneKeys() {}

  static String tickets(Lane lane) {
    return lane.key("tickets");
  }

  /** The ticket of a session that is away, for its return. */
  static String parked(Lane lane, SessionId session) {
    return lane.key("parked:") + session.value();
  }

  static String lease(Lane lane) {
    return lane.key("lease");
  }

  static String figures(Lane lane) {
    return lane.key("figures");
  }

  /** The asks of a room that is over. */
  static String rewind(Lane lane, RoomId past) {
    return lane.key("rewind:") + past.value();
  }

  /** The channel on which a lane's changes are told to its lease holder. */
  static String changes(Lane lane) {
    return lane.key("changes");
  }
}
