package chat.passerby.gateway;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.gateway.PastRooms.PastRoom;
import chat.passerby.gateway.Standing.Chatting;
import chat.passerby.gateway.Standing.Waiting;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a visit that goes back to an earlier partner. Who asks first hears nothing; the
 * second one's gateway learns of the new room, tells the first and, only when that is heard, enters
 * it itself. Whatever either is doing by then ends.
 */
final class Rewinding {
  private static final Logger log = LoggerFactory.getLogger(Rewinding.class);

  /** How long after the end of a chat one may ask for it. */
  static final Duration WINDOW = Duration.ofSeconds(30);

  private final Standing at;
  private final Searching searching;
  private final Conversation conversation;
  private final Consumer<RoomEvent> replay;
  private final List<PastRoom> asked = new ArrayList<>(0);

  /**
   * @param replay takes what came about the new room before this side was in it
   */
  Rewinding(
      Standing at, Searching searching, Conversation conversation, Consumer<RoomEvent> replay) {
    this.at = at;
    this.searching = searching;
    this.conversation = conversation;
    this.replay = replay;
  }

  void rewind(ClientFrame.Rewind rewind) {
    Instant now = at.parts.clock().instant();
    Optional<PastRoom> past = at.past.find(rewind.room(), WINDOW, now);
    if (at.isIn(rewind.room())) {
      at.connection.send(Refusals.wrongState(rewind, "You are in that room."));
    } else if (past.isEmpty()) {
      at.connection.send(Refusals.forgottenRoom(rewind));
    } else if (at.known.isBlockedHere(at.partnerDevice(past.get().room()))) {
      at.connection.send(Refusals.blocked(rewind));
    } else if (!at.known.isBlocked(at.partnerDevice(past.get().room()))) {
      // Whoever was blocked must not notice, and asks in vain.
      ask(rewind, past.get(), now);
    }
  }

  /** A room that was made of two asks, whoever asked last; also when that is news no more. */
  void enter(Room room) {
    if (at.isIn(room.id()) || at.justEnded(room.id())) {
      return;
    }
    asked.removeIf(past -> isSamePair(past.room(), room));
    if (at.known.isBlocked(at.partnerDevice(room))) {
      at.disown(room);
      searching.refresh();
      return;
    }
    searching.announce();
    switch (at.state) {
      case Standing.Idle idle -> {}
      case Waiting waiting -> {
        if (!waiting.search().lane().equals(room.lane())) {
          at.state = new Standing.Idle();
          at.parts.departures().withdraw(waiting.search().lane(), at);
        }
      }
      case Chatting chatting -> conversation.leaveRoom(chatting, Left.Reason.NEXT);
    }
    conversation.begin(room, ServerFrame.Rewound::new, replay);
  }

  /** Whether a room that the queue tells of is one that this visit has asked for. */
  boolean expects(Room room) {
    forget(past -> past.left(WINDOW, at.parts.clock().instant()).isNegative());
    return asked.stream().anyMatch(past -> isSamePair(past.room(), room));
  }

  /** Asks for a device no more. */
  void takeBack(DeviceId device) {
    takeBack(past -> at.partnerDevice(past.room()).equals(device));
  }

  /** Asks for nobody any more. */
  void end() {
    takeBack(past -> true);
  }

  private void takeBack(Predicate<PastRoom> which) {
    for (PastRoom past : asked.stream().filter(which).toList()) {
      at.parts.postponed().attempt(() -> at.parts.rewinds().takeBack(past.room(), self()));
    }
    forget(which);
  }

  /** The visitor was told that it has not asked, unless it asks once more. */
  private void takeBackRefused(PastRoom past) {
    forget(past::equals);
    at.parts
        .postponed()
        .attempt(
            () ->
                asked.contains(past)
                    ? Future.succeededFuture()
                    : at.parts.rewinds().takeBack(past.room(), self()));
  }

  private void ask(ClientFrame.Rewind rewind, PastRoom past, Instant now) {
    forget(before -> before.equals(past) || before.left(WINDOW, now).isNegative());
    asked.add(past);
    Room again = past.room().again(RoomId.random());
    at.awaitsRewind = true;
    Future<Boolean> undone =
        at.parts
            .rewinds()
            .ask(past.room(), again, new Member(at.self, at.known.self()), past.left(WINDOW, now))
            // It may have been carried out all the same.
            .onFailure(e -> undo(again))
            .compose(both -> both.isPresent() ? meet(both.get()) : Future.succeededFuture(false));
    at.step(
        undone.onComplete(done -> settled()),
        wasUndone -> {
          if (wasUndone) {
            searching.refresh();
          }
        },
        e -> {
          takeBackRefused(past);
          searching.refresh();
          at.connection.send(Refusals.unavailable(rewind, e));
        });
  }

  /** Both have asked: the partner is told first. The answer is whether nothing came of it. */
  private Future<Boolean> meet(Room room) {
    return at.parts
        .courier()
        .deliver(partner(room), new RoomEvent.Rewound(room))
        .map(
            told -> {
              boolean stands = told == Handover.TAKEN && !at.ended;
              if (stands) {
                enter(room);
              } else {
                undo(room);
              }
              return !stands;
            });
  }

  /** The partner may have heard of the room, and waits in no queue any more. */
  private void undo(Room room) {
    at.disown(room);
    at.parts
        .courier()
        .deliver(partner(room), new RoomEvent.Unmatched(room.id()))
        .onSuccess(told -> log.trace("Nothing came of a rewind; its other side was {}.", told));
  }

  private void settled() {
    at.awaitsRewind = false;
    if (!(at.state instanceof Waiting)) {
      at.early.forget(at.parts.courier());
    }
  }

  private void forget(Predicate<PastRoom> which) {
    asked.removeIf(which);
  }

  private Address partner(Room room) {
    return room.partnerOf(self()).address();
  }

  private SessionId self() {
    return at.self.session();
  }

  private boolean isSamePair(Room one, Room other) {
    return one.lane().equals(other.lane())
        && partner(one).session().equals(partner(other).session());
  }
}
