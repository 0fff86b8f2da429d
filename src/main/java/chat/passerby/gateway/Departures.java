package chat.passerby.gateway;

import chat.passerby.delivery.Courier;
import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.delivery.UntoldEnds;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.Places;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Lane;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.LeftNote;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.Visit;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes people out of rooms and queues. The partner is told at once. Redis follows as soon as it is
 * there, so nobody has to wait for it in order to leave.
 */
public final class Departures {
  private static final Logger log = LoggerFactory.getLogger(Departures.class);

  private final LeaveRoomScript leaveRoom;
  private final UntoldEnds untold;
  private final LaneQueue queue;
  private final Places places;
  private final Courier courier;
  private final Postponed postponed;

  public Departures(
      Postponed postponed,
      LeaveRoomScript leaveRoom,
      UntoldEnds untold,
      LaneQueue queue,
      Places places,
      Courier courier) {
    this.postponed = postponed;
    this.leaveRoom = leaveRoom;
    this.untold = untold;
    this.queue = queue;
    this.places = places;
    this.courier = courier;
  }

  /** Ends a room for both sides. The caller tells the leaver. */
  public void leave(Room room, Address leaver, Address partner, Left.Reason reason) {
    Farewell farewell = new Farewell(room, leaver, partner, reason);
    farewell.say();
    postponed.attempt(farewell::leave);
  }

  /**
   * Ends the chat of a connection that is gone for good, unless a newer connection of the session
   * has taken over the room. Only Redis knows; until it answers, the partner sees this side as
   * away.
   */
  public void hangUp(Room room, Address self, Address partner) {
    Farewell farewell = new Farewell(room, self, partner, Left.Reason.GONE);
    postponed.attempt(farewell::hangUp);
  }

  /**
   * Ends the chat of a session that did not come back in time, and notes the end for its return.
   */
  public void giveUp(Room room, Address self, Address partner) {
    Farewell farewell = new Farewell(room, self, partner, Left.Reason.GONE);
    postponed.attempt(farewell::giveUp);
  }

  /** Tells the partner that this side has dropped and may come back. */
  void sayAway(RoomId room, Address self, Address partner) {
    courier
        .deliver(partner, new RoomEvent.Away(room, self))
        .onSuccess(handover -> log.trace("Told a partner that this side is away: {}.", handover));
  }

  /** The end of a chat. It is told again until it is certain that the partner has heard of it. */
  private final class Farewell {
    private final Room room;
    private final Address leaver;
    private final Left.Reason reason;
    private Address partner;
    private Future<Handover> told = Future.failedFuture("Nothing was said yet.");

    /** Whether an earlier try, whose answer was lost, may have ended the room already. */
    private boolean tried;

    Farewell(Room room, Address leaver, Address partner, Left.Reason reason) {
      this.room = room;
      this.leaver = leaver;
      this.partner = partner;
      this.reason = reason;
    }

    void say() {
      told = courier.tell(partner, new RoomEvent.Ended(room, reason, Optional.of(leaver)));
    }

    /** Ends the room in Redis, unless a newer connection is in it. */
    Future<?> leave() {
      return end()
          .compose(
              outcome ->
                  outcome == LeaveRoomScript.Outcome.OUTDATED ? Future.succeededFuture() : heard());
    }

    /** As above, and also notes the end for the leaver, unless somebody else has ended the room. */
    Future<?> giveUp() {
      boolean again = tried;
      tried = true;
      return end()
          .compose(
              outcome ->
                  outcome == LeaveRoomScript.Outcome.ENDED
                          || (again && outcome == LeaveRoomScript.Outcome.ABSENT)
                      ? bothHeard()
                      : Future.succeededFuture())
          .onFailure(e -> sayAway(room.id(), leaver, partner));
    }

    private Future<?> bothHeard() {
      return Future.all(heard(), untold.note(leaver, new LeftNote(room, reason)));
    }

    /** As {@link #leave}; while Redis is away, the partner hears that this side is away. */
    Future<?> hangUp() {
      return leave().onFailure(e -> sayAway(room.id(), leaver, partner));
    }

    private Future<LeaveRoomScript.Outcome> end() {
      return leaveRoom
          .end(room, leaver)
          .onSuccess(ending -> ending.partner().ifPresent(this::moved))
          .map(LeaveRoomScript.Ending::outcome);
    }

    /** The partner is in the room with a newer connection than the one that was told. */
    private void moved(Address back) {
      if (back.epoch() > partner.epoch()) {
        partner = back;
        told = Future.failedFuture("Nothing was said to the newer connection yet.");
      }
    }

    /**
     * Fails as long as it is uncertain whether the partner has heard. Another node may die before
     * it passes the news on, so the end is also noted in Redis.
     */
    private Future<?> heard() {
      if (told.failed()) {
        say();
      }
      return told.compose(
          handover ->
              handover == Handover.TAKEN && courier.isLocal(partner)
                  ? Future.succeededFuture()
                  : untold.note(partner, new LeftNote(room, reason)));
    }
  }

  /** Notes the end of a chat, which this connection could not tell, for the session's return. */
  public void noteLeft(Address address, LeftNote left) {
    postponed.attempt(() -> untold.note(address, left));
  }

  /**
   * Takes out the ticket of a visitor who is gone or has stopped waiting; a match made meanwhile is
   * ended. While Redis is away this is put off. If the visitor waits there again by then, or is in
   * the room, nothing is done.
   */
  public void withdraw(Lane lane, Visit visit, Address self) {
    postponed.attempt(
        () ->
            visit.waitsIn(lane)
                ? Future.succeededFuture()
                : queue
                    .withdraw(lane, self)
                    .onSuccess(
                        reply ->
                            roomOf(reply, self)
                                .filter(room -> !visit.isIn(room.id()))
                                .ifPresent(room -> callOff(room, self))));
  }

  /** Keeps the place of a visitor whose connection dropped; a match made meanwhile is ended. */
  public void park(Lane lane, Ticket ticket, Address address, Duration grace) {
    postponed.attempt(
        () ->
            queue
                .park(lane, address, grace)
                .compose(reply -> parkAgain(reply, lane, ticket, address, grace)));
  }

  private Future<Void> parkAgain(
      QueueReply reply, Lane lane, Ticket ticket, Address address, Duration grace) {
    Optional<Room> room = roomOf(reply, address);
    room.ifPresent(made -> callOff(made, address));
    return room.isPresent() || reply instanceof QueueReply.Absent
        ? places.park(lane, ticket, grace)
        : Future.succeededFuture();
  }

  /** Ends a room that this connection is not in, unless a newer one of the session is in it. */
  public void callOff(Room room, Address self) {
    hangUp(room, self, room.partnerOf(self.session()).address());
  }

  /** The room of the reply, if it was made for this very connection. */
  private static Optional<Room> roomOf(QueueReply reply, Address address) {
    return reply instanceof QueueReply.Taken taken
            && taken.room().memberOf(address.session()).address().equals(address)
        ? Optional.of(taken.room())
        : Optional.empty();
  }
}
