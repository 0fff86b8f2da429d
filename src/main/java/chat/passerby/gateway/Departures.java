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
 * Takes people out of rooms and queues. The partner is told at once; what Redis must forget is
 * forgotten as soon as Redis is there, so that nobody has to wait for it in order to leave.
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

  /** Ends a room for both; the leaver's own side is the caller's business. */
  public void leave(Room room, Address leaver, Address partner, Left.Reason reason) {
    Farewell farewell = new Farewell(room, leaver, partner, reason);
    farewell.say();
    postponed.attempt(farewell::leave);
  }

  /**
   * Ends the chat of a connection that is gone for good, unless the session goes on in the room by
   * a newer one. Only Redis knows that: until it does, this side is away.
   */
  public void hangUp(Room room, Address self, Address partner) {
    Farewell farewell = new Farewell(room, self, partner, Left.Reason.GONE);
    postponed.attempt(farewell::hangUp);
  }

  /** Ends the chat of a session that did not come back in time, and learns of that when it does. */
  public void giveUp(Room room, Address self, Address partner) {
    Farewell farewell = new Farewell(room, self, partner, Left.Reason.GONE);
    postponed.attempt(farewell::giveUp);
  }

  /** Tells the partner that this side has dropped and may come back. */
  void sayAway(RoomId room, Address self, Address partner) {
    courier
        .deliver(partner, new RoomEvent.Away(room, self))
        .onSuccess(handover -> log.trace("That somebody is away was {}.", handover));
  }

  /** The end of a chat, which the partner is told until it is known whether that has heard. */
  private final class Farewell {
    private final Room room;
    private final Address leaver;
    private final Left.Reason reason;
    private Address partner;
    private Future<Handover> told = Future.failedFuture("Nothing was said yet.");

    /** Whether the room may be over by a try of which no answer came. */
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

    /** Has Redis forget the room, if there is no newer connection in it. */
    Future<?> leave() {
      return end()
          .compose(
              outcome ->
                  outcome == LeaveRoomScript.Outcome.OUTDATED ? Future.succeededFuture() : heard());
    }

    /** As above, and has the leaver told as well, unless somebody else has ended the room. */
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

    /** As above, while the partner has heard of nothing but an absence. */
    Future<?> hangUp() {
      return leave().onFailure(e -> sayAway(room.id(), leaver, partner));
    }

    private Future<LeaveRoomScript.Outcome> end() {
      return leaveRoom
          .end(room, leaver)
          .onSuccess(ending -> ending.partner().ifPresent(this::moved))
          .map(LeaveRoomScript.Ending::outcome);
    }

    /** The partner has come back to the room by a connection that this side has not heard of. */
    private void moved(Address back) {
      if (back.epoch() > partner.epoch()) {
        partner = back;
        told = Future.failedFuture("Nothing was said to the newer connection yet.");
      }
    }

    /**
     * Fails as long as nobody knows whether the partner has heard. A node that has taken the news
     * may never get to tell it, so they are noted down as well.
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

  /** Has a session learn of the end of its chat that this connection of it could not tell. */
  public void noteLeft(Address address, LeftNote left) {
    postponed.attempt(() -> untold.note(address, left));
  }

  /**
   * Takes out the ticket of someone who is gone or waits there no more; a match made meanwhile is
   * ended. When Redis cannot do that now, it may come to it long after: by then the visitor may
   * wait there again, or be in a room, and must be left alone.
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

  /** Keeps the place of someone whose connection dropped; a match made meanwhile is ended. */
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

  /** Ends a room that this connection has no part in, unless a newer one of the session has. */
  public void callOff(Room room, Address self) {
    hangUp(room, self, room.partnerOf(self.session()).address());
  }

  /** The room of a newer connection is no business of this one's. */
  private static Optional<Room> roomOf(QueueReply reply, Address address) {
    return reply instanceof QueueReply.Taken taken
            && taken.room().memberOf(address.session()).address().equals(address)
        ? Optional.of(taken.room())
        : Optional.empty();
  }
}
