package chat.passerby.gateway;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.RoomId;
import chat.passerby.room.Room;
import chat.passerby.room.RoomCodec;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The last rooms that a visit was in, for what may still be said about them. */
final class PastRooms {
  static final int MAX_ROOMS = 16;

  /** How many are noted down for a connection that comes after this one. */
  static final int MAX_NOTED = 4;

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

  /**
   * The newest, as they are kept with the session. There is no mark of a version behind them: the
   * build before would take it for one more room. Each room has its own.
   */
  Buffer pack() {
    PackedWriter out = new PackedWriter();
    newestFirst.stream()
        .limit(MAX_NOTED)
        .forEach(
            past -> out.number(past.ended().toEpochMilli()).bytes(RoomCodec.pack(past.room())));
    return out.packed();
  }

  /** The rooms that {@link #pack} notes down. */
  Stream<RoomId> noted() {
    return newestFirst.stream().limit(MAX_NOTED).map(past -> past.room().id());
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  static List<PastRoom> unpack(Buffer packed) {
    PackedReader in = new PackedReader(packed);
    List<PastRoom> rooms = new ArrayList<>();
    while (!in.atEnd()) {
      Instant ended = Instant.ofEpochMilli(in.number());
      rooms.add(new PastRoom(RoomCodec.unpack(in.bytes()), ended));
    }
    return List.copyOf(rooms);
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
