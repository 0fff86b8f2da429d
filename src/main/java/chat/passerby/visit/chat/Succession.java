package chat.passerby.visit.chat;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.ResumeRoomScript;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.LeftNews;
import chat.passerby.visit.state.Partner;
import chat.passerby.visit.state.Pending;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Chatting;
import chat.passerby.visit.state.VisitState.Waiting;
import java.util.function.Consumer;

/** What an older and a newer connection of one session tell each other directly. */
public final class Succession {
  private final Standing at;
  private final LeftNews leftNews;
  private final Conversation conversation;
  private final Consumer<Room> matched;

  /**
   * @param matched takes the news of a room that this connection is in by now
   */
  public Succession(
      Standing at, LeftNews leftNews, Conversation conversation, Consumer<Room> matched) {
    this.at = at;
    this.leftNews = leftNews;
    this.conversation = conversation;
    this.matched = matched;
  }

  /** The end of a chat of which an older connection may not have told the visitor. */
  public void untold(RoomEvent.Untold untold) {
    if (at.isIn(untold.room().id())) {
      conversation.over(new RoomEvent.Ended(untold.room(), untold.reason()));
    } else if (!at.hasLeft(untold.room().id())) {
      at.roomEnded(untold.room());
      leftNews.tell(untold.room(), untold.reason());
    }
  }

  /**
   * The older connection was in a room that this one has not found. Whoever waits on as it did goes
   * on in the room. Else Redis has lost it, and the visitor has been told that it is in none, so it
   * ends for both.
   *
   * @param waitsOn whether this connection waits as the older one did
   */
  public void stillIn(RoomEvent.StillIn in, boolean waitsOn) {
    if (waitsOn) {
      takeOver(in.room(), true);
    } else {
      end(in.room(), in.partner());
    }
  }

  /**
   * Takes this session's side of a room that was made for an older connection.
   *
   * @param told whether the visitor has been told of the room, and so has to be told of its end
   */
  public void takeOver(Room room, boolean told) {
    at.effects()
        .attempt(
            () ->
                isKnown(room)
                    ? Pending.done()
                    : at.effects()
                        .ask(new Question.ResumeRoom(room))
                        .onSuccess(outcome -> resumed(room, told, outcome)));
  }

  private void resumed(Room room, boolean told, ResumeRoomScript.Outcome outcome) {
    // Whoever is gone by now finds the room on its return.
    if (at.isOver()) {
      return;
    }
    switch (outcome) {
      case ResumeRoomScript.Resumed resumed -> enter(room, told, Partner.of(resumed));
      case ResumeRoomScript.Absent absent -> {
        if (told && !isKnown(room)) {
          sayEnded(room);
        }
      }
      case ResumeRoomScript.Outdated outdated -> at.close(CloseCode.REPLACED);
    }
  }

  private void enter(Room room, boolean told, Address partner) {
    boolean free = at.state() instanceof Waiting && !at.known().isBlocked(at.partnerDevice(room));
    if (told && !free) {
      end(room, partner);
    } else {
      at.tell(partner, new RoomEvent.Here(room.id(), at.self()));
      matched.accept(room.at(at.self(), partner));
    }
  }

  private void end(Room room, Address partner) {
    if (!isKnown(room)) {
      at.effects().add(new Effect.LeaveRoom(room, partner, Left.Reason.GONE));
      sayEnded(room);
    }
  }

  private void sayEnded(Room room) {
    at.roomEnded(room);
    leftNews.tell(room, Left.Reason.GONE);
  }

  private boolean isKnown(Room room) {
    return at.isIn(room.id()) || at.hasLeft(room.id());
  }

  /** The session goes on by a newer connection, and this one ends. */
  public void replaced(RoomEvent.Replaced replaced) {
    if (at.state() instanceof Chatting chatting) {
      handOver(chatting, replaced);
    }
    at.close(CloseCode.REPLACED);
  }

  /** This connection was in a room, which the newer one may not have found in Redis. */
  public void handOver(Chatting chatting, RoomEvent.Replaced replaced) {
    replaced.by().ifPresent(newer -> handOver(chatting, newer));
  }

  /** As above, to that connection. */
  public void handOver(Chatting chatting, Address newer) {
    at.tell(newer, new RoomEvent.StillIn(chatting.room(), chatting.partner()));
  }
}
