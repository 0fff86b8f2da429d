package chat.passerby.visit.state;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.RoomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What arrives about a room before the news of the match itself: the two come from different nodes
 * and may overtake each other. Kept for a moment, and bounded.
 */
public final class EarlyEvents {
  public static final int MAX_FRAMES = 32;
  public static final int MAX_BYTES = 64 * 1024;

  /** Far more rooms than one visitor is matched into at a time. */
  public static final int MAX_ENDS = 32;

  public static final int MAX_MOVES = 32;

  private final List<RoomEvent.Relay> frames = new ArrayList<>(0);
  private final Deque<RoomEvent.Here> moves = new ArrayDeque<>(1);
  private final Deque<RoomEvent.Ended> ends = new ArrayDeque<>(1);
  private int bytes;

  /** Whether an ask for an earlier partner is under way, of which a room may come at any moment. */
  private boolean mayRewind;

  /** Notes whether a room may come of an ask for an earlier partner. */
  public void mayRewind(boolean may) {
    mayRewind = may;
  }

  /** Whether a room may come of an ask for an earlier partner. */
  boolean mayRewind() {
    return mayRewind;
  }

  /** Keeps a partner's frame; false when there is no place for it. */
  public boolean keep(RoomEvent.Relay relay) {
    int length = relay.frame().length();
    if (frames.size() == MAX_FRAMES || bytes + length > MAX_BYTES) {
      return false;
    }
    bytes += length;
    return frames.add(relay);
  }

  /** Keeps the end of a room; the oldest makes place for it, being the least likely to matter. */
  public void keep(RoomEvent.Ended ended) {
    if (ends.size() == MAX_ENDS) {
      ends.remove();
    }
    ends.add(ended);
  }

  /**
   * Keeps the word of a partner who has come to a room by another connection than the news will
   * name; the oldest makes place for it.
   */
  public void keep(RoomEvent.Here here) {
    if (moves.size() == MAX_MOVES) {
      moves.remove();
    }
    moves.add(here);
  }

  /** What came about this room, in order; from then on it is not kept any more. */
  public List<RoomEvent> of(RoomId room) {
    if (frames.isEmpty() && moves.isEmpty() && ends.isEmpty()) {
      return List.of();
    }
    List<RoomEvent> about = new ArrayList<>();
    for (RoomEvent.Relay frame : frames) {
      if (frame.room().equals(room)) {
        about.add(frame);
        bytes -= frame.frame().length();
      }
    }
    frames.removeIf(frame -> frame.room().equals(room));
    moves.stream().filter(here -> here.room().equals(room)).forEach(about::add);
    moves.removeIf(here -> here.room().equals(room));
    // Nothing comes after the end of a room.
    ends.stream().filter(ended -> ended.room().id().equals(room)).findFirst().ifPresent(about::add);
    ends.removeIf(ended -> ended.room().id().equals(room));
    return about;
  }

  /** Lets go of everything; the frames are to go back to their senders. */
  public List<RoomEvent.Relay> takeFrames() {
    List<RoomEvent.Relay> returned = List.copyOf(frames);
    frames.clear();
    moves.clear();
    ends.clear();
    bytes = 0;
    return returned;
  }
}
