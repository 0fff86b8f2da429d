package chat.passerby.matchmaking.queue;

import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;

/** The keys of a lane's queue; their types and lifetimes are in the package's description. */
public final class LaneKeys {
  private LaneKeys() {}

  public static String tickets(Lane lane) {
    return lane.key("tickets");
  }

  /** The ticket of a session that is away, for its return. */
  public static String parked(Lane lane, SessionId session) {
    return lane.key("parked:") + session.value();
  }

  public static String lease(Lane lane) {
    return lane.key("lease");
  }

  public static String figures(Lane lane) {
    return lane.key("figures");
  }

  /** The asks of a room that is over. */
  public static String rewind(Lane lane, RoomId past) {
    return lane.key("rewind:") + past.value();
  }

  /** The channel on which a lane's changes are told to its lease holder. */
  public static String changes(Lane lane) {
    return lane.key("changes");
  }
}
