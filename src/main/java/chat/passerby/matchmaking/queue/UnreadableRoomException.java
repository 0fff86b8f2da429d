package chat.passerby.matchmaking.queue;

import chat.passerby.protocol.RoomId;

/** A session is in a room that another build wrote in a way that this one does not know. */
final class UnreadableRoomException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient RoomId room;
  private final int bytes;

  /**
   * @param bytes how many there are of what cannot be read
   */
  UnreadableRoomException(RoomId room, int bytes, RuntimeException cause) {
    super(null, cause);
    this.room = room;
    this.bytes = bytes;
  }

  RoomId room() {
    return room;
  }

  int bytes() {
    return bytes;
  }
}
