package chat.passerby.gateway;

import chat.passerby.gateway.Standing.Chatting;
import chat.passerby.protocol.RoomId;
import chat.passerby.room.LeftNote;
import chat.passerby.room.RoomEvent;
import chat.passerby.session.Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chatting visitor's time without a connection: what comes meanwhile is answered for it. It ends
 * with the grace, with the chat, or when the session is back.
 */
final class Absence {
  private final Standing at;
  private Runnable onEnd = () -> {};
  private @Nullable Chatting chatting;

  Absence(Standing at) {
    this.at = at;
  }

  /** What to do at the end. */
  void onEnd(Runnable action) {
    onEnd = action;
  }

  /** The connection has dropped in the middle of a chat. */
  void begin(Chatting left) {
    chatting = left;
    sayAway(left.room().id(), left.partner());
    at.parts.context().owner().setTimer(at.parts.grace().toMillis(), timer -> giveUp());
  }

  /** Tells the partner that this side has dropped and may come back. */
  void sayAway(RoomId about, Address partner) {
    if (isAbout(about)) {
      at.parts.departures().sayAway(about, at.self, partner);
    }
  }

  /** The partner has left: the session learns of it when it is back. */
  void over(RoomEvent.Ended over) {
    if (isAbout(over.room().id())) {
      at.parts.departures().noteLeft(at.self, new LeftNote(over.room(), over.reason()));
      end();
    }
  }

  /** The chat that goes on, without a connection on this side. */
  Optional<Chatting> chatting() {
    return Optional.ofNullable(chatting);
  }

  /** Whether this room's chat goes on, without a connection on this side. */
  boolean isAbout(RoomId room) {
    return chatting != null && chatting.room().id().equals(room);
  }

  /** The grace is over; a partner who is away as well would never end the chat. */
  private void giveUp() {
    if (chatting != null) {
      at.parts.departures().hangUp(chatting.room(), at.self, chatting.partner());
      end();
    }
  }

  /** Nothing is to be answered any more. */
  void end() {
    chatting = null;
    onEnd.run();
  }
}
