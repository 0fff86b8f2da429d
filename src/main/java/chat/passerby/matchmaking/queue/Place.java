package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;

/** Where an earlier connection of a session has left it. */
public sealed interface Place {

  /** In a room, if that lasts. */
  record InRoom(Room room) implements Place {}

  /** In a queue, or with its place there kept. */
  record InQueue(Lane lane, Ticket ticket) implements Place {}
}
