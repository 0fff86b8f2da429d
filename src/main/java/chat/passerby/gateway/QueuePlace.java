package chat.passerby.gateway;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.gateway.Standing.Search;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.room.Lane;
import chat.passerby.room.ResumeRoomScript;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A visitor's place in the queue: the ticket, how it is put in and how it is taken out. */
final class QueuePlace {
  private static final Logger log = LoggerFactory.getLogger(QueuePlace.class);

  private final Standing at;
  private final Consumer<Room> matched;

  /**
   * @param matched takes the news that a partner has been found
   */
  QueuePlace(Standing at, Consumer<Room> matched) {
    this.at = at;
    this.matched = matched;
  }

  /**
   * Puts the ticket in. What Redis remembers of the device is read behind it; if there is anything
   * new, the ticket is put in again. Only when nothing was ever read does the ticket wait for that.
   */
  Future<QueueReply> take(Search search) {
    if (!at.known.isRead()) {
      return at.known.read().compose(read -> putIfWaiting(search));
    }
    Future<QueueReply> put = put(search);
    Future<Boolean> changed =
        at.parts.afterThisTurn(at.known::read).onFailure(at::unanswered).otherwise(false);
    return put.compose(
        reply ->
            reply instanceof QueueReply.Queued || reply instanceof QueueReply.Kept
                ? changed.compose(news -> news ? correct(search, reply) : put)
                : put);
  }

  /** Takes the ticket out. */
  Future<QueueReply> giveUp(Lane lane) {
    return at.parts.queue().withdraw(lane, at.self).compose(this::asOwn);
  }

  Ticket ticket(Search search) {
    Acquaintances known = at.known.now();
    return new Ticket(
        at.self.session(),
        at.self.epoch(),
        at.self.node(),
        at.known.self(),
        search.since(),
        search.criteria(),
        known.blocked(),
        known.recent());
  }

  private Future<QueueReply> put(Search search) {
    return at.parts
        .queue()
        .enqueue(search.lane(), ticket(search), Optional.ofNullable(at.lastRoom))
        .compose(this::asOwn);
  }

  private Future<QueueReply> putIfWaiting(Search search) {
    return at.waitsFor(search) ? put(search) : Future.succeededFuture(new QueueReply.Withdrawn());
  }

  /** Whatever comes of it, the ticket was in the queue. */
  private Future<QueueReply> correct(Search search, QueueReply queued) {
    return putIfWaiting(search)
        .map(
            reply -> {
              if (reply instanceof QueueReply.Taken taken) {
                matched.accept(taken.room());
              }
              return reply instanceof QueueReply.Outdated ? reply : queued;
            })
        .onFailure(at::unanswered)
        .otherwise(queued);
  }

  /**
   * This connection takes its side of a room that was found for an older one of the session. Nobody
   * comes to a room that was left, which a partner who had not heard of it has written down again,
   * or to one with a partner whom a block keeps away by now.
   */
  private Future<QueueReply> asOwn(QueueReply reply) {
    if (!(reply instanceof QueueReply.Taken taken)) {
      return Future.succeededFuture(reply);
    }
    Room room = taken.room();
    if (at.hasLeft(room.id()) || at.known.isBlocked(at.partnerDevice(room))) {
      at.disown(room);
      at.lastRoom = room.id();
      return Future.succeededFuture(new QueueReply.Absent());
    }
    if (room.memberOf(at.self.session()).address().equals(at.self)) {
      return Future.succeededFuture(reply);
    }
    if (!at.inheritsSearch) {
      // An older connection was in it, and this one has searched anew since it was told of no room.
      at.disown(room);
      at.roomEnded(room);
      at.leftNews.tell(room, ServerFrame.Left.Reason.GONE);
      return Future.succeededFuture(new QueueReply.Absent());
    }
    return at.parts
        .rooms()
        .resume(room, at.self)
        .map(
            outcome ->
                switch (outcome) {
                  case ResumeRoomScript.Resumed resumed -> resumed(room, resumed.partner());
                  case ResumeRoomScript.Absent absent -> new QueueReply.Absent();
                  case ResumeRoomScript.Outdated outdated -> new QueueReply.Outdated();
                });
  }

  private QueueReply resumed(Room room, Address partner) {
    at.parts
        .courier()
        .deliver(partner, new RoomEvent.Here(room.id(), at.self))
        .onSuccess(handover -> log.trace("The partner of a room resumed was {}.", handover));
    return new QueueReply.Taken(room.at(at.self, partner));
  }
}
