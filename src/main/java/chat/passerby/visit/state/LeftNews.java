package chat.passerby.visit.state;

import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.LeftNote;
import chat.passerby.room.Room;
import chat.passerby.session.KeptSessions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells a visitor of the ends of its chats, and keeps each in Redis until its client has read it: a
 * connection may be dead for long before anybody notices, and the next one then tells it again.
 */
public final class LeftNews {
  /** More ends than these are not left unread by anybody who lives. */
  private static final int MAX_UNREAD = 4;

  private final Standing at;
  private final Deque<LeftNote> unread = new ArrayDeque<>(1);

  /** Whose ends are being noted down, one for each note whose answer has not come. */
  private final List<RoomId> underWay = new ArrayList<>(0);

  /** Those of them that have been read meanwhile. */
  private final Set<RoomId> readMeanwhile = new HashSet<>(0);

  public LeftNews(Standing at) {
    this.at = at;
  }

  /** Says that a chat is over, which is among the past rooms by now. */
  public void tell(Room room, Left.Reason reason) {
    tell(room, reason, true);
  }

  /**
   * Says that a chat is over because this connection has left it. For a newer connection of the
   * session it is not: what an older one does changes nothing.
   */
  public void tellOfLeaving(Room room, Left.Reason reason) {
    tell(room, reason, false);
  }

  private void tell(Room room, Left.Reason reason, boolean forAll) {
    // A client answers a ping in order, and has this frame next to it.
    at.effects().add(new Effect.Ping());
    ServerFrame left = new ServerFrame.Left(room.id(), reason);
    if (forAll) {
      at.effects().send(left);
    } else {
      // Whoever leaves knows that, and often gets the next partner in a moment.
      at.effects().sendWithNext(left);
    }
    LeftNote note = new LeftNote(room, reason);
    unread.add(note);
    writeEnd(note, forAll);
    if (unread.size() > MAX_UNREAD) {
      forget(unread.remove().room().id());
    }
  }

  /** A chat is over of which nobody needs to be told. */
  public void tellNobody() {
    writePast(at.past().toNote());
  }

  /** Redis has lost the notes of the session. */
  public void restore() {
    if (at.past().newest().isPresent()) {
      tellNobody();
    }
    unread.forEach(note -> writeEnd(note, true));
    // Since the loss, somebody may have noted down the end of a chat that has been read of.
    at.past().toNote().stream()
        .map(past -> past.room().id())
        .filter(room -> !isUnread(room))
        .forEach(this::forget);
  }

  private boolean isUnread(RoomId room) {
    return unread.stream().anyMatch(note -> note.room().id().equals(room));
  }

  /** The client has read everything that was sent up to now. */
  public void read() {
    while (!unread.isEmpty()) {
      forget(unread.remove().room().id());
    }
  }

  /**
   * Forgets a note, once it is certain that it is not written any more: a Redis that was restarted
   * knows one script and not the other, and would do the second first.
   */
  private void forget(RoomId room) {
    at.effects()
        .attempt(
            () -> {
              if (underWay.contains(room)) {
                readMeanwhile.add(room);
                return Pending.done();
              }
              return at.effects().ask(new Question.ForgetEnd(room));
            });
  }

  private void writePast(List<PastRoom> past) {
    at.effects().attempt(() -> at.effects().ask(new Question.NotePast(past)));
  }

  private void writeEnd(LeftNote note, boolean forAll) {
    PastRoom past = at.past().of(note.room(), at.now());
    at.effects()
        .attempt(
            () -> {
              // By the time that Redis is back, the client may have read it. It is noted all the
              // same, so that the partner's side does not note it later, and then forgotten.
              if (!unread.contains(note)) {
                readMeanwhile.add(note.room().id());
              }
              return writeEnd(past, note, forAll);
            });
  }

  private Pending<?> writeEnd(PastRoom past, LeftNote note, boolean forAll) {
    RoomId room = note.room().id();
    underWay.add(room);
    return at.effects()
        .ask(new Question.NoteEnd(past, note))
        .onComplete(
            written -> {
              underWay.remove(room);
              if (!underWay.contains(room) && readMeanwhile.remove(room)) {
                forget(room);
              }
            })
        .onSuccess(
            outcome -> {
              // That one has not learned of it from the session's entry.
              if (forAll && outcome instanceof KeptSessions.Newer && unread.contains(note)) {
                at.effects().add(new Effect.NoteLeft(note));
              }
            });
  }
}
