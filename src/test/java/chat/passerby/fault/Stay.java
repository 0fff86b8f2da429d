package chat.passerby.fault;

import chat.passerby.fault.VisitorRecord.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One visitor's time in one room, as the visitor saw it. */
final class Stay {
  /** How a visitor learns that a chat is over. */
  enum End {
    /** It goes on. */
    NONE,
    LEFT,
    /** A welcome that does not mention it. */
    WELCOME,
    /** The visitor is told of something else without a word about the room. */
    SILENCE
  }

  static final long NEVER = Long.MAX_VALUE;

  final Story story;
  final String room;
  final long entered;
  long ended = NEVER;
  End end = End.NONE;
  String reason = "";

  /** When the visitor first asked to end it. */
  long asked = NEVER;

  /** The connection on which {@code left} came. */
  int leftLink;

  /** Whether the visitor asked for something after {@code left}, by the same connection. */
  private boolean askedAfterLeft;

  /** Whether the server answered that, and so knows that {@code left} has arrived. */
  boolean leftIsKnown;

  final List<Entry> sent = new ArrayList<>();
  final List<Entry> got = new ArrayList<>();
  final List<Entry> shown = new ArrayList<>();
  final List<Entry> errors = new ArrayList<>();
  final List<Entry> news = new ArrayList<>();
  final Set<String> acked = new HashSet<>();

  Stay(Story story, String room, long entered) {
    this.story = story;
    this.room = room;
    this.entered = entered;
  }

  boolean isOpen() {
    return end == End.NONE;
  }

  void close(End how, long millis) {
    end = how;
    ended = millis;
  }

  /** The visitor asks for something. */
  void asks(int link) {
    askedAfterLeft |= leftLink == link;
  }

  /** What the visitor asked for is answered. */
  void answered(int link) {
    leftIsKnown |= askedAfterLeft && leftLink == link;
  }

  /** A newer connection says that the chat goes on. */
  void reopen() {
    end = End.NONE;
    ended = NEVER;
    reason = "";
    leftLink = 0;
    askedAfterLeft = false;
    leftIsKnown = false;
  }

  boolean hasShown(String id) {
    return shown.stream().anyMatch(entry -> entry.frame().id().equals(id));
  }

  /** Whether the visitor has been told, after a time, that a message did not get through. */
  boolean wasRefused(String id, long since) {
    return errors.stream()
        .anyMatch(entry -> entry.millis() >= since && entry.frame().id().equals(id));
  }

  @Override
  public String toString() {
    return story.visitor() + " in " + room;
  }
}
