package chat.passerby.visit.state;

import chat.passerby.protocol.RoomId;
import chat.passerby.room.Room;
import chat.passerby.session.KeptSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last rooms that a visit was in, for what may still be said about them. */
public final class PastRooms {
  public static final int MAX_ROOMS = 16;

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
    return newestFirst.stream().limit(KeptSessions.PAST_ROOMS).toList();
  }

  /**
   * A room as one of these.
   *
   * @param now counts for its end when it is none of them any more
   */
  PastRoom of(Room room, Instant now) {
    for (PastRoom past : newestFirst) {
      if (past.room().id().equals(room.id())) {
        return past;
      }
    }
    return new PastRoom(room, now);
  }

  /** Adds rooms that ended before all that are known here, the newest first. */
  public void addOlder(List<PastRoom> rooms) {
    newestFirst.addAll(rooms);
  }

  /** The room that ended last. */
  public Optional<RoomId> newest() {
    return Optional.ofNullable(newestFirst.peekFirst()).map(past -> past.room().id());
  }

  /** A room that ended no longer ago than that. */
  public Optional<PastRoom> find(RoomId room, Duration limit, Instant now) {
    for (PastRoom past : newestFirst) {
      if (past.room().id().equals(room) && !past.left(limit, now).isNegative()) {
        return Optional.of(past);
      }
    }
    return Optional.empty();
  }
}
