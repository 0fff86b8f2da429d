package chat.passerby.matchmaking.queue;

import chat.passerby.room.Lane;
import java.util.List;

/**
 * Where a session may be besides the lanes that it has by its id, as far as its notes tell.
 *
 * @param lanes where it was
 * @param anywhere whether it may also be in a lane of which nothing is noted
 */
public record Trail(List<Lane> lanes, boolean anywhere) {
  /** Nothing is known, so every lane counts. */
  static final Trail UNKNOWN = new Trail(List.of(), true);

  public Trail {
    lanes = List.copyOf(lanes);
  }
}
