package chat.passerby.fault;

import chat.passerby.fault.Story.Absence;
import chat.passerby.fault.Story.Closing;
import chat.passerby.fault.Story.LostPlace;
import chat.passerby.fault.Story.Span;
import chat.passerby.fault.Story.State;
import chat.passerby.fault.Story.Unheard;
import chat.passerby.fault.Violation.Kind;
import chat.passerby.fault.VisitorRecord.Entry;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a record into a {@link Story}, and finds what is wrong by that record alone. Only the
 * connection welcomed last counts; what came on an older one afterwards, a client drops.
 */
final class StoryReader {
  private static final int BANNED = 4502;

  private final Story story;
  private final Map<Integer, String> nodes = new HashMap<>();
  private int current;
  private int lastHello;
  private long welcomed;
  private long lastGot;
  private boolean ended;
  private Stay stay;

  /** Whose end the visitor was told of last. */
  private Stay lastLeft;

  private long waitingSince;

  private StoryReader(VisitorRecord record) {
    this.story = new Story(record);
  }

  static Story read(VisitorRecord record) {
    StoryReader reader = new StoryReader(record);
    record.entries().forEach(reader::read);
    reader.endSpan(Stay.NEVER);
    reader.story.connected = reader.current > 0 && !reader.ended;
    return reader.story;
  }

  private void read(Entry entry) {
    switch (entry.kind()) {
      case OPENED -> nodes.put(entry.link(), entry.frame().detail());
      case BANNED -> story.banned = entry.millis();
      case ENDED -> {
        if (entry.link() == current) {
          if (entry.frame().number() == BANNED) {
            // Whoever is banned is told so in place of the end of the chat.
            closeStay(Stay.End.LEFT, entry);
          } else if (entry.frame().number() >= 4500 && lastHello <= current) {
            wrong(Kind.STUCK, "is turned away by " + entry.frame().number(), "", entry);
          }
          closed(entry);
          endSpan(entry.millis());
          ended = true;
        }
      }
      case SENT -> sent(entry);
      case GOT -> {
        if (entry.got("welcome") && entry.link() > current) {
          welcome(entry);
        } else if (entry.link() == current) {
          lastGot = entry.millis();
          got(entry);
        }
      }
      case SHOWN -> {
        Stay its = story.stays.get(entry.frame().room());
        if (its == null) {
          wrong(Kind.MISDELIVERED, "shows a chat of a room it was never in", "", entry);
        } else {
          its.shown.add(entry);
        }
      }
    }
  }

  private void closed(Entry entry) {
    int code = (int) entry.frame().number();
    if (code >= 4000 && code < 4500) {
      String node = nodes.getOrDefault(current, "");
      story.closings.add(new Closing(node, code, entry.millis()));
    }
  }

  private void endSpan(long until) {
    if (current > 0 && !ended) {
      story.spans.add(new Span(current, nodes.getOrDefault(current, ""), welcomed, until));
    }
  }

  private void sent(Entry entry) {
    Frame frame = entry.frame();
    if (frame.is("hello")) {
      lastHello = entry.link();
    }
    if (frame.isRequest() && entry.link() == current) {
      story.pending = entry.millis();
      if (lastLeft != null) {
        lastLeft.asks(current);
      }
    }
    Stay its = story.stays.get(frame.room());
    if (its != null && frame.isParting()) {
      its.asked = Math.min(its.asked, entry.millis());
    } else if (its != null && frame.is("chat")) {
      its.sent.add(entry);
    }
  }

  private void welcome(Entry entry) {
    if (current > 0) {
      story.absences.add(new Absence(lastGot, entry.millis()));
      endSpan(entry.millis());
    }
    boolean waited = story.state == State.WAITING && story.pending == Stay.NEVER;
    current = entry.link();
    welcomed = entry.millis();
    ended = false;
    story.pending = Stay.NEVER;
    switch (entry.frame().detail()) {
      case "chatting" -> resume(entry);
      case "waiting" -> {
        overMeanwhile(entry);
        enter(State.WAITING, entry);
      }
      default -> {
        overMeanwhile(entry);
        if (waited) {
          story.lostPlaces.add(new LostPlace(lastGot, entry.millis()));
        }
        enter(State.IDLE, entry);
      }
    }
    lastGot = entry.millis();
  }

  /** The chat is over, and who did not ask for that has yet to be told. */
  private void overMeanwhile(Entry entry) {
    if (stay != null && stay.asked == Stay.NEVER) {
      story.unheard.put(stay.room, new Unheard(stay.room, lastGot, entry.millis()));
    }
    closeStay(Stay.End.WELCOME, entry);
  }

  private void resume(Entry entry) {
    String room = entry.frame().room();
    Stay known = story.stays.get(room);
    if (stay != null && stay == known) {
      story.resumes.add(entry.millis());
    } else {
      overMeanwhile(entry);
      if (known == null) {
        begin(room, entry);
      } else {
        // Its end was told on the older connection, while the newer one was taking over.
        takeUp(known);
      }
    }
    enter(State.CHATTING, entry);
  }

  private void takeUp(Stay known) {
    story.unheard.remove(known.room);
    known.reopen();
    stay = known;
  }

  private void got(Entry entry) {
    Frame frame = entry.frame();
    switch (frame.type()) {
      case "matched", "rewound" -> matched(entry);
      case "waiting" -> waiting(entry);
      case "idle" -> {
        answered();
        stateWithoutRoom(State.IDLE, entry);
      }
      case "left" -> left(entry);
      case "error" -> error(entry);
      case "partner-away", "partner-back" -> {
        if (isHere(entry)) {
          stay.news.add(entry);
        }
      }
      case "chat" -> {
        if (isHere(entry)) {
          stay.got.add(entry);
        }
      }
      case "ack" -> {
        if (isHere(entry)) {
          stay.acked.add(frame.id());
          stay.news.add(entry);
        }
      }
      case "typing" -> isHere(entry);
      default -> {}
    }
  }

  private boolean isHere(Entry entry) {
    boolean here = stay != null && stay.room.equals(entry.frame().room());
    if (!here) {
      String where = stay == null ? "in no room" : "in " + stay.room;
      wrong(Kind.MISDELIVERED, "gets " + entry.frame() + " while " + where, "", entry);
    }
    return here;
  }

  private void matched(Entry entry) {
    String room = entry.frame().room();
    if (stay != null) {
      wrong(Kind.TWO_PLACES, "is told of " + room + " while in " + stay.room, stay.room, entry);
      closeStay(Stay.End.SILENCE, entry);
    } else if (story.state == State.IDLE && story.pending == Stay.NEVER) {
      wrong(Kind.TWO_PLACES, "is matched though it does not wait", room, entry);
    }
    Stay known = story.stays.get(room);
    answered();
    if (known != null && known.end == Stay.End.WELCOME) {
      // The welcome was on its way when the older connection told of the match.
      takeUp(known);
    } else {
      if (known != null) {
        wrong(Kind.TWO_PLACES, "is matched twice into " + room, room, entry);
      }
      begin(room, entry);
    }
    enter(State.CHATTING, entry);
  }

  private void begin(String room, Entry entry) {
    stay = new Stay(story, room, entry.millis());
    story.stays.put(room, stay);
  }

  private void waiting(Entry entry) {
    long since = entry.frame().number();
    if (story.state == State.WAITING && waitingSince != 0 && since > waitingSince) {
      wrong(Kind.LOST_PLACE, "waits since " + since + ", no longer " + waitingSince, "", entry);
    }
    answered();
    stateWithoutRoom(State.WAITING, entry);
    waitingSince = since;
  }

  private void stateWithoutRoom(State state, Entry entry) {
    if (stay != null) {
      Kind kind = state == State.WAITING ? Kind.TWO_PLACES : Kind.NOT_TOLD;
      wrong(kind, "is " + state + " and was not told of the end of " + stay.room, stay.room, entry);
      closeStay(Stay.End.SILENCE, entry);
    }
    enter(state, entry);
  }

  /**
   * Once on each connection: what is written to one that is about to end may not have arrived, and
   * is told again on the next.
   */
  private void left(Entry entry) {
    String room = entry.frame().room();
    Stay its = story.stays.get(room);
    if (its == null) {
      story.strangers.put(room, entry.millis());
    } else if (its.leftLink == entry.link() || (its.leftLink != 0 && its == stay)) {
      wrong(Kind.LEFT_TWICE, "is told twice of the end of " + room, room, entry);
    } else if (its.leftIsKnown) {
      story.toldAgain.add(new Story.ToldAgain(room, its.ended, entry.millis()));
    } else {
      story.unheard.remove(room);
      its.leftLink = entry.link();
      lastLeft = its;
      its.reason = entry.frame().detail();
      if (its == stay) {
        closeStay(Stay.End.LEFT, entry);
        enter(State.IDLE, entry);
      }
    }
  }

  private void error(Entry entry) {
    Frame frame = entry.frame();
    if (Frame.isRequest(frame.id())) {
      answered();
      // Whoever waits and could not be given another search waits on with the one before.
      if (frame.detail().equals("unavailable") && stay == null && story.state != State.WAITING) {
        enter(State.IDLE, entry);
      }
    } else if (stay != null) {
      stay.errors.add(entry);
    }
  }

  private void answered() {
    story.pending = Stay.NEVER;
    if (lastLeft != null) {
      lastLeft.answered(current);
    }
  }

  private void closeStay(Stay.End end, Entry entry) {
    if (stay != null) {
      stay.close(end, entry.millis());
      stay = null;
    }
  }

  private void enter(State state, Entry entry) {
    if (state != State.WAITING || story.state != State.WAITING) {
      story.stateSince = entry.millis();
      waitingSince = 0;
    }
    story.state = state;
  }

  private void wrong(Kind kind, String what, String room, Entry entry) {
    story.wrong(kind, what, room.isEmpty() ? entry.frame().room() : room, entry.millis());
  }
}
