package chat.passerby.gateway;

import chat.passerby.delivery.Courier;
import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.delivery.Successors;
import chat.passerby.delivery.UntoldEnds;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.Places;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Lane;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.LeftNote;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.Visit;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes people out of rooms and queues. The other members are told at once. Redis follows as soon
 * as it is there, so nobody has to wait for it in order to leave.
 */
public final class Departures {
  private static final Logger log = LoggerFactory.getLogger(Departures.class);

  private final LeaveRoomScript leaveRoom;
  private final UntoldEnds untold;
  private final Successors successors;
  private final LaneQueue queue;
  private final Places places;
  private final Courier courier;
  private final Postponed postponed;
  private final Duration grace;

  /**
   * @param grace how long the place in the queue is kept of a visitor who may come back
   */
  public Departures(
      Postponed postponed,
      LeaveRoomScript leaveRoom,
      UntoldEnds untold,
      Successors successors,
      LaneQueue queue,
      Places places,
      Courier courier,
      Duration grace) {
    this.grace = grace;
    this.postponed = postponed;
    this.leaveRoom = leaveRoom;
    this.untold = untold;
    this.successors = successors;
    this.queue = queue;
    this.places = places;
    this.courier = courier;
  }

  /**
   * Ends a room for all of its members. The caller tells the leaver.
   *
   * @param others where the other members were last heard of, here and below
   */
  public void leave(Room room, Address leaver, List<Address> others, Left.Reason reason) {
    Farewell farewell = new Farewell(room, leaver, others, reason);
    farewell.say();
    postponed.attempt(farewell::leave);
  }

  /**
   * Ends the chat of a connection that is gone for good, unless a newer connection of the session
   * has taken over the room. Only Redis knows; until it answers, the others see this side as away.
   */
  public void hangUp(Room room, Address self, List<Address> others) {
    Farewell farewell = new Farewell(room, self, others, Left.Reason.GONE);
    postponed.attempt(farewell::hangUp);
  }

  /**
   * As above, but leaves the room to a newer connection of the session, which may not have come to
   * it yet.
   *
   * @param told whether the visitor knows of the room, and so has to be told of its end
   */
  public void passOn(Room room, Address self, List<Address> others, boolean told) {
    Farewell farewell = new Farewell(room, self, others, Left.Reason.GONE);
    RoomEvent news =
        told ? new RoomEvent.StillIn(room, others.getFirst()) : new RoomEvent.Matched(room);
    postponed.attempt(() -> farewell.passOn(news));
  }

  /**
   * Ends the chat of a session that did not come back in time, and notes the end for its return.
   */
  public void giveUp(Room room, Address self, List<Address> others) {
    Farewell farewell = new Farewell(room, self, others, Left.Reason.GONE);
    postponed.attempt(farewell::giveUp);
  }

  /** The end of a room. It is told again until it is certain that all others have heard of it. */
  private final class Farewell {
    private final Room room;
    private final Address leaver;
    private final Left.Reason reason;
    private final List<Listener> listeners;

    /** Whether an earlier try, whose answer was lost, may have ended the room already. */
    private boolean tried;

    Farewell(Room room, Address leaver, List<Address> others, Left.Reason reason) {
      this.room = room;
      this.leaver = leaver;
      this.reason = reason;
      this.listeners = others.stream().map(Listener::new).toList();
    }

    void say() {
      listeners.forEach(Listener::say);
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
                      ? allHeard()
                      : Future.succeededFuture())
          .onFailure(e -> sayAway());
    }

    private Future<?> allHeard() {
      return Future.all(heard(), untold.note(leaver, new LeftNote(room, reason)));
    }

    /** As {@link #leave}; while Redis is away, the others hear that this side is away. */
    Future<?> hangUp() {
      return leave().onFailure(e -> sayAway());
    }

    /** As {@link #hangUp}, unless a newer connection of the leaver gets the news. */
    Future<?> passOn(RoomEvent news) {
      return successors
          .tell(leaver, news)
          .compose(taken -> taken ? Future.succeededFuture() : leave())
          .onFailure(e -> sayAway());
    }

    private Future<LeaveRoomScript.Outcome> end() {
      return leaveRoom
          .end(room, leaver)
          .onSuccess(ending -> ending.back().forEach(this::moved))
          .map(LeaveRoomScript.Ending::outcome);
    }

    private void moved(Address back) {
      listeners.forEach(listener -> listener.moved(back));
    }

    /** Fails as long as it is uncertain whether all have heard. */
    private Future<?> heard() {
      return Future.all(listeners.stream().map(Listener::heard).toList());
    }

    private void sayAway() {
      listeners.forEach(Listener::sayAway);
    }

    /** A member who is told. */
    private final class Listener {
      private Address at;
      private Future<Handover> told = Future.failedFuture("Nothing was said yet.");

      Listener(Address at) {
        this.at = at;
      }

      void say() {
        told = courier.tell(at, new RoomEvent.Ended(room, reason, Optional.of(leaver)));
      }

      /** Somebody is in the room, perhaps this one, with a newer connection than was told. */
      void moved(Address back) {
        if (back.session().equals(at.session()) && back.epoch() > at.epoch()) {
          at = back;
          told = Future.failedFuture("Nothing was said to the newer connection yet.");
        }
      }

      /** The node may die before it passes the news on, so the end is also noted in Redis. */
      Future<?> heard() {
        if (told.failed()) {
          say();
        }
        return told.compose(
            handover ->
                handover == Handover.TAKEN && courier.isLocal(at)
                    ? Future.succeededFuture()
                    : untold.note(at, new LeftNote(room, reason)));
      }

      /** Tells that the leaver has dropped and may come back. */
      void sayAway() {
        courier
            .deliver(at, new RoomEvent.Away(room.id(), leaver))
            .onSuccess(handover -> log.trace("Told a member that one is away: {}.", handover));
      }
    }
  }

  /** Notes the end of a chat, which this connection could not tell, for the session's return. */
  public void noteLeft(Address address, LeftNote left) {
    postponed.attempt(() -> untold.note(address, left));
  }

  /**
   * Takes out the ticket of a visitor who is gone or has stopped waiting; a match made meanwhile is
   * ended, or left to a newer connection. While Redis is away this is put off. If the visitor waits
   * there again by then, or is in the room, nothing is done.
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
                                .ifPresent(room -> passOn(room, self, others(room, self), false))));
  }

  /**
   * Keeps the place of a visitor whose connection dropped; a match made meanwhile is ended, or left
   * to a newer connection.
   */
  public void park(Lane lane, Ticket ticket, Address address) {
    postponed.attempt(
        () ->
            queue
                .park(lane, address, grace)
                .compose(reply -> parkAgain(reply, lane, ticket, address)));
  }

  private Future<Void> parkAgain(QueueReply reply, Lane lane, Ticket ticket, Address address) {
    Optional<Room> room = roomOf(reply, address);
    if (room.isPresent()) {
      passOn(room.get(), address, others(room.get(), address), false);
      return successors
          .of(address)
          .compose(
              newer ->
                  newer.isPresent() ? Future.succeededFuture() : places.park(lane, ticket, grace));
    }
    // After a loss of Redis's data, a newer connection may be looking for the place just now.
    return reply instanceof QueueReply.Absent
        ? places.park(lane, ticket, grace)
        : Future.succeededFuture();
  }

  /** Ends a room that this connection is not in, unless a newer one of the session is in it. */
  public void callOff(Room room, Address self) {
    hangUp(room, self, others(room, self));
  }

  private static List<Address> others(Room room, Address self) {
    return room.othersThan(self.session()).stream().map(Member::address).toList();
  }

  /** The room of the reply, if it was made for this very connection. */
  private static Optional<Room> roomOf(QueueReply reply, Address address) {
    return reply instanceof QueueReply.Taken taken
            && taken.room().memberOf(address.session()).address().equals(address)
        ? Optional.of(taken.room())
        : Optional.empty();
  }
}
