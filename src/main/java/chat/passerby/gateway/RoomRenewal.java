package chat.passerby.gateway;

import chat.passerby.gateway.Standing.Chatting;
import chat.passerby.protocol.RoomId;
import chat.passerby.room.Room;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a chat that has Redis keep its room, without which nobody could come back to it.
 *
 * <p>A room that Redis does not have is either over, which this side is about to hear, or lost with
 * the data of Redis. Only when the chat goes on until the next round, and a partner elsewhere has
 * been heard of meanwhile, is it written down again.
 */
final class RoomRenewal {
  private static final Logger log = LoggerFactory.getLogger(RoomRenewal.class);

  private final Standing at;
  private @Nullable RoomId missing;
  private boolean heard;
  private Instant due = Instant.MIN;

  RoomRenewal(Standing at) {
    this.at = at;
  }

  /** A chat has begun or gone on, with its room fresh in Redis. */
  void begun(Instant now) {
    due = now.plus(Room.RENEWAL);
    missing = null;
  }

  /** The partner has said something, so it is in the room. */
  void heard() {
    heard = true;
  }

  /**
   * Looks after the room, if that is due.
   *
   * @param lost whether Redis may have lost data since the last time
   */
  void round(Chatting chatting, Instant now, boolean lost) {
    Room room = chatting.room();
    if (room.id().equals(missing)) {
      if (!chatting.isInDoubt() && (heard || at.parts.courier().isLocal(chatting.partner()))) {
        missing = null;
        at.parts
            .rooms()
            .restore(room, at.self, chatting.partner())
            .onFailure(e -> due = Instant.MIN);
      }
    } else if (lost || !now.isBefore(due)) {
      due = now.plus(Room.RENEWAL);
      heard = false;
      at.parts
          .rooms()
          .renew(room)
          .onSuccess(there -> missing = there ? null : room.id())
          .onFailure(
              e -> {
                due = Instant.MIN;
                log.trace("A room was not renewed: {}", e.getMessage());
              });
    }
  }
}
