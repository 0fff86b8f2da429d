package chat.passerby.gateway;

import chat.passerby.protocol.RoomId;
import chat.passerby.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The last rooms that a visit was in, for what may still be said about them. */
final class PastRooms {
  static final int MAX_ROOMS = 16;

  /** How long a room is known after its end. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  private final Deque<PastRoom> newestFirst = new ArrayDeque<>(0);

  /** A room, and when it ended for this side. */
  record PastRoom(Room room, Instant ended) {
    /** How long it may still be spoken of, when that is {@code limit} after its end. */
    Duration left(Duration limit, Instant now) {
      return Duration.between(now, ended.plus(limit));
    }
  }

  void add(Room room, Instant ended) {
    newestFirst.addFirst(new PastRoom(room, ended));
    Instant oldest = ended.minus(MEMORY);
    while (newestFirst.size() > MAX_ROOMS || newestFirst.getLast().ended().isBefore(oldest)) {
      newestFirst.removeLast();
    }
  }

  /** A room that ended no longer ago than that. */
  Optional<PastRoom> find(RoomId room, Duration limit, Instant now) {
    return newestFirst.stream()
        .filter(past -> past.room().id().equals(room))
        .filter(past -> !past.left(limit, now).isNegative())
        .findFirst();
  }
}
