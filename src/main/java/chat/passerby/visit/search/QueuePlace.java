package chat.passerby.visit.search;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.room.Lane;
import chat.passerby.room.ResumeRoomScript;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Partner;
import chat.passerby.visit.state.Pending;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Search;
import chat.passerby.visit.state.Standing;
import java.util.Optional;
import java.util.function.Consumer;

/** A visitor's place in the queue: the ticket, how it is put in and how it is taken out. */
public final class QueuePlace {
  private final Standing at;
  private final Consumer<Room> matched;

  /** Whether the search was begun by an older connection, whose match is this one's. */
  private boolean inherited;

  /**
   * @param matched takes the news that a partner has been found
   */
  public QueuePlace(Standing at, Consumer<Room> matched) {
    this.at = at;
    this.matched = matched;
  }

  /** Notes whether the search that goes on was begun by an older connection. */
  void inherit(boolean byOlder) {
    inherited = byOlder;
  }

  boolean inherits() {
    return inherited;
  }

  /**
   * Puts the ticket in. What Redis remembers of the device is read behind it; if there is anything
   * new, the ticket is put in again. Only when nothing was ever read does the ticket wait for that.
   */
  public Pending<QueueReply> take(Search search) {
    if (!at.known().isRead()) {
      return at.known().read().compose(read -> putIfWaiting(search));
    }
    Pending<QueueReply> put = put(search);
    Pending<Boolean> changed = at.known().read().otherwise(false);
    return put.compose(
        reply ->
            reply instanceof QueueReply.Queued || reply instanceof QueueReply.Kept
                ? changed.compose(news -> news ? correct(search, reply) : put)
                : put);
  }

  /** Takes the ticket out. */
  public Pending<QueueReply> giveUp(Lane lane) {
    return at.effects().ask(new Question.Withdraw(lane)).compose(this::asOwn);
  }

  /** Forgets the place that was kept for the session's return. */
  void forgetParked(Lane lane) {
    at.effects()
        .attempt(
            () ->
                // Whoever has dropped again by then has its place kept once more.
                at.isOver() ? Pending.done() : at.effects().ask(new Question.ForgetParked(lane)));
  }

  public Ticket ticket(Search search) {
    Acquaintances known = at.known().now();
    return new Ticket(
        at.self().session(),
        at.self().epoch(),
        at.self().node(),
        at.known().self(),
        search.since(),
        search.criteria(),
        known.blocked(),
        known.recent());
  }

  private Pending<QueueReply> put(Search search) {
    return at.effects()
        .ask(
            new Question.Enqueue(search.lane(), ticket(search), Optional.ofNullable(at.lastRoom())))
        .compose(this::asOwn);
  }

  /** When the search is over meanwhile, there is nothing to put in. */
  private Pending<QueueReply> putIfWaiting(Search search) {
    return at.waitsFor(search) ? put(search) : Pending.of(new QueueReply.Withdrawn());
  }

  /** Whatever comes of it, the ticket was in the queue. */
  private Pending<QueueReply> correct(Search search, QueueReply queued) {
    return putIfWaiting(search)
        .map(
            reply -> {
              if (reply instanceof QueueReply.Taken taken) {
                matched.accept(taken.room());
              }
              return reply instanceof QueueReply.Outdated ? reply : queued;
            })
        .otherwise(queued);
  }

  /**
   * This connection takes its side of a room that was found for an older one of the session. Nobody
   * comes to a room that was left, which a partner who had not heard of it has written down again,
   * or to one with a partner whom a block keeps away by now.
   */
  private Pending<QueueReply> asOwn(QueueReply reply) {
    if (!(reply instanceof QueueReply.Taken taken)) {
      return Pending.of(reply);
    }
    Room room = taken.room();
    if (at.isIn(room.id())) {
      return Pending.of(reply);
    }
    if (at.hasLeft(room.id()) || at.known().isBlocked(at.partnerDevice(room))) {
      at.disown(room);
      at.lastRoom(room.id());
      return Pending.of(new QueueReply.Absent());
    }
    if (room.memberOf(at.self().session()).address().equals(at.self())) {
      return Pending.of(reply);
    }
    if (!inherited) {
      // An older connection was in it, and this one has searched anew since it was told of no room.
      at.disown(room);
      at.roomEnded(room);
      at.leftNews().tell(room, ServerFrame.Left.Reason.GONE);
      return Pending.of(new QueueReply.Absent());
    }
    return at.effects()
        .ask(new Question.ResumeRoom(room))
        .map(
            outcome ->
                switch (outcome) {
                  case ResumeRoomScript.Resumed resumed -> resumed(room, Partner.of(resumed));
                  case ResumeRoomScript.Absent absent -> new QueueReply.Absent();
                  case ResumeRoomScript.Outdated outdated -> new QueueReply.Outdated();
                });
  }

  private QueueReply resumed(Room room, Address partner) {
    at.tell(partner, new RoomEvent.Here(room.id(), at.self()));
    return new QueueReply.Taken(room.at(at.self(), partner));
  }
}
