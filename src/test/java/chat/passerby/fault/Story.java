package chat.passerby.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a visitor's record says happened: rooms, connections and absences. */
final class Story {
  /** Where a visitor stands by what it was told last. */
  enum State {
    IDLE,
    WAITING,
    CHATTING
  }

  /**
   * A connection in the time in which it counted.
   *
   * @param until when it ended or was followed by another one
   */
  record Span(int link, String node, long from, long until) {}

  /**
   * A change from one connection to the next.
   *
   * @param since the last sign of life on the older one, so that the server noticed no sooner
   * @param back the newer one's welcome
   */
  record Absence(long since, long back) {
    long within(long from, long to) {
      return since < to && back > from ? Math.min(back, to) - since : 0;
    }
  }

  /**
   * A visitor who had waited came back to nothing.
   *
   * @param since from when on it may have been matched without hearing of it
   */
  record LostPlace(long since, long back) {}

  /**
   * A visitor came back, the chat was over, and nobody has said so yet.
   *
   * @param since from when on it may have been over
   */
  record Unheard(String room, long since, long back) {}

  /**
   * An end of which the server told again, though it knew that the visitor had heard of it.
   *
   * @param first when the chat ended for the visitor
   */
  record ToldAgain(String room, long first, long again) {}

  /**
   * A connection that the server closed for its own reasons.
   *
   * @param code what it said
   */
  record Closing(String node, int code, long millis) {}

  final VisitorRecord record;
  final Map<String, Stay> stays = new LinkedHashMap<>();
  final List<Span> spans = new ArrayList<>();
  final List<Absence> absences = new ArrayList<>();
  final List<LostPlace> lostPlaces = new ArrayList<>();
  final Map<String, Unheard> unheard = new LinkedHashMap<>();
  final List<ToldAgain> toldAgain = new ArrayList<>();

  /** Rooms of whose end the visitor was told, never having been in them, and when. */
  final Map<String, Long> strangers = new LinkedHashMap<>();

  final List<Closing> closings = new ArrayList<>();
  final List<Violation> wrongs = new ArrayList<>();
  State state = State.IDLE;
  boolean connected;

  /** When a moderator was answered that the session is banned, or {@link Stay#NEVER}. */
  long banned = Stay.NEVER;

  /** When an unanswered request was sent, or {@link Stay#NEVER}. */
  long pending = Stay.NEVER;

  long stateSince;

  /** When a newer connection went on with the same chat. */
  final List<Long> resumes = new ArrayList<>();

  Story(VisitorRecord record) {
    this.record = record;
  }

  String visitor() {
    return record.visitor();
  }

  void wrong(Violation.Kind kind, String what, String room, long around) {
    wrongs.add(
        new Violation(
            kind,
            visitor() + " " + what,
            record.excerpt(room, around - Evidence.BEFORE, around + Evidence.AFTER)));
  }

  /** Whether one and the same connection counted all the time. */
  boolean isSteady(long from, long to) {
    return spans.stream().anyMatch(span -> span.from() <= from && span.until() >= to);
  }

  /** Whether a request was answered so that the server may have carried it out or not. */
  boolean wasInDoubt(long from, long to) {
    return record.entries().stream()
        .filter(entry -> entry.millis() >= from && entry.millis() <= to && entry.got("error"))
        .anyMatch(
            entry ->
                entry.frame().detail().equals("unavailable")
                    && Frame.isRequest(entry.frame().id()));
  }

  /** The connection that counted then, or null. */
  Span at(long millis) {
    return spans.stream()
        .filter(span -> span.from() <= millis && span.until() > millis)
        .findFirst()
        .orElse(null);
  }

  /** How long the visitor was away at a stretch between two times, at most. */
  long longestAbsence(long from, long to) {
    long longest = absences.stream().mapToLong(each -> each.within(from, to)).max().orElse(0);
    if (!spans.isEmpty() && spans.getLast().until() < to) {
      longest = Math.max(longest, to - spans.getLast().until());
    }
    return longest;
  }
}
