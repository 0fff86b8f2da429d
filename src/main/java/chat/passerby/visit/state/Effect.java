package chat.passerby.visit.state;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.Widening;
import chat.passerby.moderation.sanction.Active;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Lane;
import chat.passerby.room.LeftNote;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import java.util.Optional;

/** Everything that a visit can have done. */
public sealed interface Effect {

  /**
   * Ask a question.
   *
   * @param id comes back with the answer, an {@link Input.Answer}
   */
  record Ask(long id, Question<?> question) implements Effect {}

  /**
   * Redis could not do something that nobody waits for.
   *
   * @param id comes back with an {@link Input.Due} as soon as it may work
   */
  record Later(long id) implements Effect {}

  /**
   * What was put off has been tried again.
   *
   * @param done whether it is done; if not, it is to become due once more
   */
  record Tried(long id, boolean done) implements Effect {}

  /** Send a frame to the visitor. */
  record Send(ServerFrame frame) implements Effect {}

  /** Send a frame that may wait for the next one for a moment: nobody acts on it. */
  record SendWithNext(ServerFrame frame) implements Effect {}

  /** Send {@code welcome}. */
  record Welcome(ServerFrame.Welcome.State state, Optional<Room> room) implements Effect {}

  /** Send {@code waiting}, as a frame that may wait for a moment. */
  record Waits(Search search, Optional<Widening> widening) implements Effect {}

  /**
   * Send {@code matched}.
   *
   * @param rewound whether to send {@code rewound} in its place
   */
  record Matched(Room room, boolean rewound) implements Effect {}

  /** Send the partner's frame to the visitor as it is, or give it back. */
  record Pass(RoomEvent.Relay relay) implements Effect {}

  /** Send the visitor's frame to the partner; {@link Input.NotHandedOn} follows if that fails. */
  record Relay(Address to, RoomEvent.Relay relay) implements Effect {}

  /** Tell the sender of a frame that it was not handed on. */
  record GiveBack(RoomEvent.Relay relay) implements Effect {}

  /** Ping the client, together with the frame behind it: {@link Input.Heard} follows. */
  record Ping() implements Effect {}

  /** Close the connection. */
  record Close(CloseCode code) implements Effect {}

  /** Tell another connection something; nobody waits for the answer. */
  record Deliver(Address to, RoomEvent event) implements Effect {}

  /** End a room for both. The own side is done. */
  record LeaveRoom(Room room, Address partner, Left.Reason reason) implements Effect {}

  /** End a room, unless the session goes on in it by a newer connection. */
  record HangUp(Room room, Address partner) implements Effect {}

  /**
   * Leave a room to a newer connection of the session, or end it when there is none.
   *
   * @param told whether the visitor has been told of the room
   */
  record PassOn(Room room, Address partner, boolean told) implements Effect {}

  /** End the room of a session that has not come back in time. */
  record GiveUp(Room room, Address partner) implements Effect {}

  /** Have the session learn of the end of a chat that this connection cannot tell. */
  record NoteLeft(LeftNote note) implements Effect {}

  /** Take the ticket out of a lane, unless the visitor waits there by the time that can be done. */
  record Withdraw(Lane lane) implements Effect {}

  /** Keep the place in the queue until the grace is over. */
  record Park(Lane lane, Ticket ticket) implements Effect {}

  /** Read the figures for the next {@code waiting}. */
  record ReadFigures() implements Effect {}

  /** The visitor may come back within the grace: say {@link Input.DataLost} until then. */
  record Linger() implements Effect {}

  /** The session goes on by another connection, and so do its matches. */
  record HandOver() implements Effect {}

  /** Deliver no more events to this connection. */
  record Deaf() implements Effect {}

  /** Send {@code banned}. */
  record Banned(Active ban) implements Effect {}

  /**
   * Send {@code notice}.
   *
   * @param lifted whether the sanction holds no more
   */
  record Notice(Active sanction, boolean lifted) implements Effect {}

  /** Count a frame that did not reach the partner. */
  record CountUndelivered(Relayed.Kind kind) implements Effect {}

  /** Count a search that came too soon. */
  record CountSlowed() implements Effect {}

  /**
   * Count what a client says about its call.
   *
   * @param begun whether it is the first report about this call
   * @param moved whether the call has changed to another kind of candidate
   */
  record CountQuality(ClientFrame.Quality quality, boolean begun, boolean moved)
      implements Effect {}

  /** Count a rating. */
  record CountRating(int stars) implements Effect {}
}
