package chat.passerby.matchmaking;

import chat.passerby.protocol.RoomId;
import chat.passerby.session.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  record Enters(RoomId room) implements Entry {}

  record Leaves(RoomId room) implements Entry {}

  /** The visitor reads what a partner has written in this room. */
  record Hears(RoomId room) implements Entry {}

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
  Set<RoomId> rooms() {
    Set<RoomId> rooms = new LinkedHashSet<>();
    for (Entry entry : entries) {
      if (entry instanceof Enters enters) {
        rooms.add(enters.room());
      }
    }
    return rooms;
  }

  boolean entered(RoomId room) {
    return entries.contains(new Enters(room));
  }

  boolean left(RoomId room) {
    return entries.contains(new Leaves(room));
  }

  /** Where the visitor is, when the connection is still there. */
  Optional<RoomId> room() {
    return last() instanceof Enters enters ? Optional.of(enters.room()) : Optional.empty();
  }

  /** The place at which the visitor waits, when that is so and the connection is still there. */
  Optional<Instant> waitsSince() {
    return last() instanceof Waits waits ? Optional.of(waits.since()) : Optional.empty();
  }

  /** The last thing told that changes where the visitor is. */
  private Entry last() {
    List<Entry> moves = new ArrayList<>(entries);
    moves.removeIf(Hears.class::isInstance);
    return moves.isEmpty() ? new Idles() : moves.getLast();
  }
}
