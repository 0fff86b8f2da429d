package chat.passerby.gateway;

import chat.passerby.gateway.Standing.Chatting;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Handover;
import chat.passerby.room.Room;
import chat.passerby.room.RoomEvent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The part of a visit in which two talk: from {@code matched} to {@code left}. */
final class Conversation {
  private final Standing at;

  Conversation(Standing at) {
    this.at = at;
  }

  void leaveRoom(Room room, Left.Reason reason) {
    at.parts.departures().leave(room, at.self.session(), reason);
    left(room, reason);
  }

  private void left(Room room, Left.Reason reason) {
    at.exit(room);
    at.connection.send(new ServerFrame.Left(room.id(), reason));
  }

  void relay(Relayed frame, Buffer raw) {
    if (frame.kind() == Relayed.Kind.REVEAL) {
      at.connection.send(Refusals.refused(frame));
    } else if (at.state instanceof Chatting chatting && at.isIn(frame.room())) {
      RoomEvent relay = new RoomEvent.Relay(frame.room(), at.self, frame.kind(), frame.id(), raw);
      Future<Handover> handover = at.parts.courier().deliver(chatting.partner(), relay);
      handover.onSuccess(result -> handedOn(result, chatting, frame));
    } else {
      outOfRoom(frame);
    }
  }

  private void handedOn(Handover handover, Chatting chatting, Relayed frame) {
    if (handover == Handover.TAKEN) {
      at.parts.meters().relayed(frame.kind(), at.parts.courier().isLocal(chatting.partner()));
      return;
    }
    undelivered(frame.kind(), frame.id());
    if (handover == Handover.GONE && at.isIn(chatting.room().id())) {
      at.haste.excused();
      leaveRoom(chatting.room(), Left.Reason.GONE);
    }
  }

  void undelivered(Relayed.Kind kind, Optional<String> ref) {
    at.parts.meters().undelivered(kind);
    if (kind == Relayed.Kind.CHAT) {
      at.connection.send(Refusals.partnerAway(ref));
    }
  }

  void deliver(RoomEvent.Relay relay) {
    boolean taken =
        at.isIn(relay.room())
            ? at.connection.sendRaw(relay.frame())
            : at.awaitsRoom() && !at.justEnded(relay.room()) && at.early.keep(relay);
    if (!taken) {
      at.parts.courier().giveBack(relay);
    }
  }

  void over(RoomEvent.Ended over) {
    if (at.state instanceof Chatting chatting && at.isIn(over.room())) {
      at.haste.excused();
      left(chatting.room(), over.reason());
    } else if (at.awaitsRoom() && !at.justEnded(over.room())) {
      at.early.keep(over);
    }
  }

  /**
   * A partner was found, and the visitor has been told of the wait for one.
   *
   * @param frame what the visitor is told
   * @param replay takes what came about the room before this news of it
   */
  void begin(
      Room room, Function<ServerFrame.Matched, ServerFrame> frame, Consumer<RoomEvent> replay) {
    at.enter(room);
    at.haste.matched();
    at.connection.send(
        frame.apply(
            new ServerFrame.Matched(
                room.id(),
                room.polite(at.self.session()),
                room.lane().mode(),
                room.interests(),
                room.language(),
                at.parts.iceServers().fresh())));
    at.early.of(room.id()).forEach(replay);
    at.early.forget(at.parts.courier());
  }

  void outOfRoom(ClientFrame.InRoom frame) {
    boolean inAnother = at.state instanceof Chatting;
    if (inAnother || at.justEnded(frame.room())) {
      at.connection.send(Refusals.staleRoom(frame));
    } else {
      at.connection.send(Refusals.wrongState(frame, "You are not in a room."));
    }
  }
}
