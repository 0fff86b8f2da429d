package chat.passerby.gateway;

import chat.passerby.protocol.RoomId;
import chat.passerby.room.Courier;
import chat.passerby.room.RoomEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What arrives about a room before the news of the match itself: the two come from different nodes
 * and may overtake each other. Kept for a moment, and bounded.
 */
final class EarlyEvents {
  private static final int MAX_EVENTS = 32;
  private static final int MAX_BYTES = 64 * 1024;

  private final List<RoomEvent> kept = new ArrayList<>(0);
  private int bytes;

  /** Keeps a partner's frame; false when there is no place for it. */
  boolean keep(RoomEvent.Relay relay) {
    int length = relay.frame().length();
    if (kept.size() == MAX_EVENTS || bytes + length > MAX_BYTES) {
      return false;
    }
    bytes += length;
    return kept.add(relay);
  }

  /** Keeps the end of a room: it may push out what came before, since nothing matters after it. */
  void keep(RoomEvent.Ended ended) {
    if (kept.size() == MAX_EVENTS) {
      kept.remove(0);
    }
    kept.add(ended);
  }

  /** What came about this room, in order. */
  List<RoomEvent> of(RoomId room) {
    List<RoomEvent> about = new ArrayList<>();
    for (RoomEvent event : kept) {
      if (isAbout(event, room)) {
        about.add(event);
      }
    }
    kept.removeAll(about);
    return about;
  }

  /** Lets go of everything; frames go back to their senders. */
  void forget(Courier courier) {
    for (RoomEvent event : List.copyOf(kept)) {
      if (event instanceof RoomEvent.Relay relay) {
        courier.giveBack(relay);
      }
    }
    kept.clear();
    bytes = 0;
  }

  private static boolean isAbout(RoomEvent event, RoomId room) {
    return switch (event) {
      case RoomEvent.Relay relay -> relay.room().equals(room);
      case RoomEvent.Ended ended -> ended.room().equals(room);
      case RoomEvent.Matched matched -> matched.room().id().equals(room);
      case RoomEvent.Undelivered lost -> lost.room().equals(room);
      case RoomEvent.Unmatched unmatched -> unmatched.room().equals(room);
      case RoomEvent.Replaced replaced -> false;
    };
  }
}
