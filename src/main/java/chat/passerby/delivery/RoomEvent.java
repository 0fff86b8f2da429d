package chat.passerby.delivery;

import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Something that happened elsewhere, told to the connection that holds a session. */
public sealed interface RoomEvent {

  /** A partner was found. */
  record Matched(Room room) implements RoomEvent {}

  /** An earlier partner is back: both have asked for that. */
  record Rewound(Room room) implements RoomEvent {}

  /**
   * A frame from the partner.
   *
   * @param from where the partner is, should the frame have to be given back
   * @param ref the id of a {@code chat} or {@code ack}
   * @param frame the frame, byte for byte
   */
  record Relay(RoomId room, Address from, Kind kind, Optional<String> ref, Buffer frame)
      implements RoomEvent {
    @Override
    public String toString() {
      return "Relay[" + kind + ", " + frame.length() + " bytes]";
    }
  }

  /** A frame that this session sent could not be handed on. */
  record Undelivered(RoomId room, Kind kind, Optional<String> ref) implements RoomEvent {}

  /**
   * The chat is over.
   *
   * @param by the connection that ended it, which counts only while it is the partner's latest;
   *     none when nobody's did
   */
  record Ended(Room room, Left.Reason reason, Optional<Address> by) implements RoomEvent {
    /** An end that no connection has caused. */
    public Ended(Room room, Left.Reason reason) {
      this(room, reason, Optional.empty());
    }
  }

  /** The partner is in the room, at this address: it has come back, or says so now and then. */
  record Here(RoomId room, Address from) implements RoomEvent {}

  /** The partner's connection at this address has dropped; it may come back elsewhere. */
  record Away(RoomId room, Address from) implements RoomEvent {}

  /** The partner is not at this address; if it has moved, word of where to is on its way. */
  record Missing(RoomId room, Address from) implements RoomEvent {}

  /**
   * A match that this session may not have heard of is void. If the session still waits, it is in
   * no queue any more and has to be put in again.
   */
  record Unmatched(RoomId room) implements RoomEvent {}

  /**
   * The session said {@code hello} on a newer connection.
   *
   * @param by that connection, if it is known
   */
  record Replaced(Optional<Address> by) implements RoomEvent {
    /** Replaced by an unknown connection. */
    public Replaced() {
      this(Optional.empty());
    }
  }

  /** The chat is over; an older connection should have told the visitor, and perhaps has not. */
  record Untold(Room room, Left.Reason reason) implements RoomEvent {}

  /**
   * The session's older connection is in this room, and it is this one's from now on.
   *
   * @param partner where the partner was last heard of
   */
  record StillIn(Room room, Address partner) implements RoomEvent {}

  /** What moderators have decided about this visitor has changed: it is to be read again. */
  record Sanctioned() implements RoomEvent {}

  /**
   * The partner has reported this visitor: say whether this node has seen the same chat.
   *
   * @param minor whether somebody under age is said to be there
   * @param marks of the texts that the partner's node has seen
   */
  record Vouch(RoomId room, ReportId report, boolean minor, Buffer marks) implements RoomEvent {
    @Override
    public String toString() {
      return "Vouch[" + room + ", " + report + "]";
    }
  }

  /** A moderator has muted the partner's camera and microphone, or allowed them again. */
  record PartnerMuted(RoomId room, boolean muted) implements RoomEvent {}
}
