package chat.passerby.matchmaking;

import chat.passerby.protocol.RoomId;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one connection of a visitor was told, in order. */
record VisitorStory(Address address, List<Entry> entries) {
  VisitorStory {
    entries = List.copyOf(entries);
  }

  /** One thing that was told, or happened to the connection. */
  sealed interface Entry {}

  /** The visitor waits, at this place. */
  record Waits(Instant since) implements Entry {}

  /** The visitor neither waits nor is in a room. */
  record Idles() implements Entry {}

  record Enters(Room room) implements Entry {}

  record Leaves(RoomId room) implements Entry {}

  /** News of a room came while the visitor was in another. */
  record IsWantedTwice(Room room) implements Entry {}

  /**
   * The connection is gone.
   *
   * @param withItsNode so nobody was left to say a word about it
   */
  record Ends(boolean withItsNode) implements Entry {}

  boolean isOver() {
    return entries.stream().anyMatch(Ends.class::isInstance);
  }

  boolean diedWithItsNode() {
    return entries.contains(new Ends(true));
  }

  /** The rooms entered, each once. */
  List<Room> rooms() {
    Map<RoomId, Room> rooms = new HashMap<>();
    for (Entry entry : entries) {
      if (entry instanceof Enters enters) {
        rooms.putIfAbsent(enters.room().id(), enters.room());
      }
    }
    return List.copyOf(rooms.values());
  }

  boolean entered(RoomId room) {
    return rooms().stream().anyMatch(entered -> entered.id().equals(room));
  }

  boolean left(RoomId room) {
    return entries.contains(new Leaves(room));
  }

  /** Where the visitor is, when the connection is still there. */
  Optional<Room> room() {
    return last() instanceof Enters enters ? Optional.of(enters.room()) : Optional.empty();
  }

  /** The place at which the visitor waits, when that is so and the connection is still there. */
  Optional<Instant> waitsSince() {
    return last() instanceof Waits waits ? Optional.of(waits.since()) : Optional.empty();
  }

  /** The last thing told that changes where the visitor is. */
  private Entry last() {
    List<Entry> moves = new ArrayList<>(entries);
    moves.removeIf(IsWantedTwice.class::isInstance);
    return moves.isEmpty() ? new Idles() : moves.getLast();
  }
}
