package chat.passerby.visit.state;

import chat.passerby.protocol.RoomId;
import chat.passerby.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last rooms that a visit was in, for what may still be said about them. */
public final class PastRooms {
  public static final int MAX_ROOMS = 16;

  /** How many are noted down for a connection that comes after this one. */
  public static final int MAX_NOTED = 4;

  /** How long a room is known after its end. */
  public static final Duration MEMORY = Duration.ofMinutes(10);

  private final Deque<PastRoom> newestFirst = new ArrayDeque<>(0);

  public void add(Room room, Instant ended) {
    newestFirst.addFirst(new PastRoom(room, ended));
    Instant oldest = ended.minus(MEMORY);
    while (newestFirst.size() > MAX_ROOMS || newestFirst.getLast().ended().isBefore(oldest)) {
      newestFirst.removeLast();
    }
  }

  /** The newest, to be noted down for the next connection. */
  public List<PastRoom> toNote() {
    return newestFirst.stream().limit(MAX_NOTED).toList();
  }

  /** Adds rooms that ended before all that are known here, the newest first. */
  public void addOlder(List<PastRoom> rooms) {
    newestFirst.addAll(rooms);
  }

  /** The room that ended last. */
  public Optional<RoomId> newest() {
    return newestFirst.stream().findFirst().map(past -> past.room().id());
  }

  /** A room that ended no longer ago than that. */
  public Optional<PastRoom> find(RoomId room, Duration limit, Instant now) {
    return newestFirst.stream()
        .filter(past -> past.room().id().equals(room))
        .filter(past -> !past.left(limit, now).isNegative())
        .findFirst();
  }
}
