package chat.passerby.fault;

import java.util.ArrayList;
import java.util.List;

/** All that one visitor sent and got, in the order in which it happened. */
public final class VisitorRecord {
  private final String visitor;
  private final List<Entry> entries = new ArrayList<>();

  public VisitorRecord(String visitor) {
    this.visitor = visitor;
  }

  /** What may happen to a visitor. */
  enum Kind {
    /** A socket is open; the detail names the node. */
    OPENED,
    /** A socket is over; the number is its close code. */
    ENDED,
    SENT,
    GOT,
    /** A chat is on the visitor's screen. */
    SHOWN,
    /** A moderator was answered that the visitor's session is banned. */
    BANNED
  }

  /**
   * One line.
   *
   * @param millis since the epoch, by a clock that never goes back and all visitors share
   * @param link the connection, counted from one
   */
  record Entry(long millis, int link, Kind kind, Frame frame) {
    boolean got(String type) {
      return kind == Kind.GOT && frame.is(type);
    }

    boolean sent(String type) {
      return kind == Kind.SENT && frame.is(type);
    }

    @Override
    public String toString() {
      return "%d.%03d link %d %s %s"
          .formatted(millis / 1000 % 10_000, millis % 1000, link, kind, frame);
    }
  }

  void add(long millis, int link, Kind kind, Frame frame) {
    entries.add(new Entry(millis, link, kind, frame));
  }

  public String visitor() {
    return visitor;
  }

  List<Entry> entries() {
    return entries;
  }

  /** The lines between two times that are about a room or about none; all, when none is named. */
  List<String> excerpt(String room, long from, long to) {
    return entries.stream()
        .filter(entry -> entry.millis() >= from && entry.millis() <= to)
        .filter(
            entry ->
                room.isEmpty()
                    || entry.frame().room().isEmpty()
                    || entry.frame().room().equals(room))
        .map(entry -> visitor + " " + entry)
        .toList();
  }
}
