package chat.passerby.visit.state;

import chat.passerby.room.Room;
import java.time.Duration;
import java.time.Instant;

/** A room, and when it ended for this side. */
public record PastRoom(Room room, Instant ended) {
  /** How long it may still be spoken of, when that is {@code limit} after its end. */
  public Duration left(Duration limit, Instant now) {
    return Duration.between(now, ended.plus(limit));
  }
}
