package chat.passerby.matchmaking.queue;

import chat.passerby.room.Room;

/** What the lane's queue answered. */
public sealed interface QueueReply {

  /** The ticket is in the queue. */
  record Queued() implements QueueReply {}

  /** The very same ticket was in the queue already, and counts as put in now. */
  record Kept() implements QueueReply {}

  /** The ticket was in the queue and is not any more. */
  record Withdrawn() implements QueueReply {}

  /** There was no such ticket. */
  record Absent() implements QueueReply {}

  /** A partner had been found already; the news of it may still be under way. */
  record Taken(Room room) implements QueueReply {}

  /** A newer connection of the session waits or has a partner there; this one is out of date. */
  record Outdated() implements QueueReply {}
}
