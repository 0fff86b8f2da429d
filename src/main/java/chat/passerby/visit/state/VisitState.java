package chat.passerby.visit.state;

import chat.passerby.matchmaking.policy.Widening;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import java.time.Instant;
import java.util.Optional;

/** Where a visitor stands. The last three are without a connection. */
public sealed interface VisitState {

  /** Neither waiting nor in a room. */
  record Idle() implements VisitState {}

  /**
   * In the queue.
   *
   * @param announced whether {@code waiting} has been sent
   * @param widening what it said is given up next
   */
  record Waiting(Search search, boolean announced, Optional<Widening> widening)
      implements VisitState {
    public Waiting(Search search) {
      this(search, false, Optional.empty());
    }
  }

  /**
   * In a room.
   *
   * @param partner where the partner was last heard of
   * @param missedSince while it is not found there, and may have moved: since when
   * @param awayUntil while it is away: until when it may come back
   */
  record Chatting(
      Room room, Address partner, Optional<Instant> missedSince, Optional<Instant> awayUntil)
      implements VisitState {
    public Chatting(Room room, Address partner) {
      this(room, partner, Optional.empty(), Optional.empty());
    }

    public Chatting missedSince(Instant since) {
      return new Chatting(room, partner, Optional.of(since), Optional.empty());
    }

    public Chatting awayUntil(Instant until) {
      return new Chatting(room, partner, Optional.empty(), Optional.of(until));
    }

    /** Whether the partner may not be where it was last heard of. */
    public boolean isInDoubt() {
      return missedSince.isPresent() || awayUntil.isPresent();
    }
  }

  /** The connection has dropped in the middle of a chat, to which the visitor may come back. */
  record Away(Chatting chat) implements VisitState {}

  /** The connection is gone, and nothing more is to be said about it. */
  record Ended() implements VisitState {}

  /** The session goes on elsewhere, and its matches are no business of this connection. */
  record HandedOver() implements VisitState {}
}
