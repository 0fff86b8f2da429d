package chat.passerby.visit.chat;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.LeftNews;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Chatting;

/** What an older and a newer connection of one session tell each other directly. */
public final class Succession {
  private final Standing at;
  private final LeftNews leftNews;
  private final Conversation conversation;

  public Succession(Standing at, LeftNews leftNews, Conversation conversation) {
    this.at = at;
    this.leftNews = leftNews;
    this.conversation = conversation;
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
   * The older connection was in a room that this one has not found: Redis has lost it, and the
   * visitor has been told that it is in none. So it ends for both.
   */
  public void stillIn(RoomEvent.StillIn in) {
    Room room = in.room();
    if (!at.isIn(room.id()) && !at.hasLeft(room.id())) {
      at.effects().add(new Effect.LeaveRoom(room, in.partner(), Left.Reason.GONE));
      at.roomEnded(room);
      leftNews.tell(room, Left.Reason.GONE);
    }
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
