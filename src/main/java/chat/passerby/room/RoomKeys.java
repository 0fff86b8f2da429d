package chat.passerby.room;

import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;

/** The keys of a lane's rooms; their types and lifetimes are in the package's description. */
public final class RoomKeys {
  private RoomKeys() {}

  public static String room(Lane lane, RoomId room) {
    return roomPrefix(lane) + room.value();
  }

  /** What stands before a room's id in its key. */
  public static String roomPrefix(Lane lane) {
    return lane.key("room:");
  }

  public static String members(Lane lane) {
    return lane.key("members");
  }

  /** The room that a session has heard of from the queue, before the news. */
  public static String heard(Lane lane, SessionId session) {
    return heardPrefix(lane) + session.value();
  }

  /** What stands before a session in that key. */
  public static String heardPrefix(Lane lane) {
    return lane.key("heard:");
  }
}
