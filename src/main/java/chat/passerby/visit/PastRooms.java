package chat.passerby.visit;

import chat.passerby.protocol.RoomId;
import chat.passerby.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last rooms that a visit was in, for what may still be said about them. */
final class PastRooms {
  static final int MAX_ROOMS = 16;

  /** How many are noted down for a connection that comes after this one. */
  static final int MAX_NOTED = 4;

  /** How long a room is known after its end. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  private final Deque<PastRoom> newestFirst = new ArrayDeque<>(0);

  void add(Room room, Instant ended) {
    newestFirst.addFirst(new PastRoom(room, ended));
    Instant oldest = ended.minus(MEMORY);
    while (newestFirst.size() > MAX_ROOMS || newestFirst.getLast().ended().isBefore(oldest)) {
      newestFirst.removeLast();
    }
  }

  /** The newest, to be noted down for the next connection. */
  List<PastRoom> toNote() {
    return newestFirst.stream().limit(MAX_NOTED).toList();
  }

  /** Adds rooms that ended before all that are known here, the newest first. */
  void addOlder(List<PastRoom> rooms) {
    newestFirst.addAll(rooms);
  }

  /** The room that ended last. */
  Optional<RoomId> newest() {
    return newestFirst.stream().findFirst().map(past -> past.room().id());
  }

  /** A room that ended no longer ago than that. */
  Optional<PastRoom> find(RoomId room, Duration limit, Instant now) {
    return newestFirst.stream()
        .filter(past -> past.room().id().equals(room))
        .filter(past -> !past.left(limit, now).isNegative())
        .findFirst();
  }
}
