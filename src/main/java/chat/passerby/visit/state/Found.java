package chat.passerby.visit.state;

import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.room.LeftNote;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier connection of a session has left to go on with.
 *
 * @param lastSearch what was last searched for
 * @param left rooms that have ended, of which the visitor may not have read
 * @param past the last rooms before, the newest first
 */
public record Found(
    Standpoint standpoint,
    Optional<SearchNote> lastSearch,
    List<LeftNote> left,
    List<PastRoom> past) {

  /** A session that begins anew. */
  public static final Found NOTHING =
      new Found(new Nowhere(), Optional.empty(), List.of(), List.of());

  /** Where the session goes on. */
  public sealed interface Standpoint {}

  /** Neither waiting nor in a room. */
  public record Nowhere() implements Standpoint {}

  /** In a queue, at its original place. */
  public record InQueue(Search search) implements Standpoint {}

  /**
   * In its room.
   *
   * @param partner where the partner was last known
   */
  public record InRoom(Room room, Address partner) implements Standpoint {}

  /** Whether the session is in a room or waits. */
  public boolean isSomewhere() {
    return !(standpoint instanceof Nowhere);
  }
}
