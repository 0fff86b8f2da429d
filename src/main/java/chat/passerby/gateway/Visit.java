package chat.passerby.gateway;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.gateway.Standing.Chatting;
import chat.passerby.gateway.Standing.Idle;
import chat.passerby.gateway.Standing.Waiting;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.ServerFrame.Welcome.State;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One visitor, from {@code welcome} to the end of the connection: idle, waiting or chatting.
 *
 * <p>Two things move it: the visitor's frames, one at a time since the connection is not read while
 * a step is under way, and events from elsewhere, at any time. A room is held from {@code matched}
 * to {@code left}; whatever is about another room changes nothing, which is what makes {@code left}
 * come exactly once however many parties report the end.
 */
final class Visit {
  private final Standing at;
  private final Searching searching;
  private final LeftNews leftNews;
  private final Succession succession;
  private final Conversation conversation;
  private final Rewinding rewinding;
  private final Blocking blocking;
  private final Absence absence;
  private final Latecomers latecomers;
  private final SessionKeeping keeping;
  private final Telling telling;
  private final Feedback feedback;
  private final Urgency urgency;

  Visit(GatewayParts parts, Connection connection, KnownDevices known, Address self) {
    this.at = new Standing(parts, connection, known, self);
    this.searching = new Searching(at, this::taken);
    this.leftNews = at.leftNews;
    this.conversation = new Conversation(at, leftNews);
    this.succession = new Succession(at, leftNews, conversation);
    this.rewinding = new Rewinding(at, searching, conversation, this::handle);
    this.blocking = new Blocking(at, searching, conversation, rewinding);
    Runnable notes =
        () -> {
          at.leftNews.restore();
          searching.restore();
        };
    this.absence = new Absence(at, notes);
    this.latecomers = new Latecomers(at, absence, succession);
    this.keeping =
        new SessionKeeping(at, notes, newer -> handle(new RoomEvent.Replaced(Optional.of(newer))));
    this.telling = new Telling(at);
    this.feedback = new Feedback(at);
    this.urgency = new Urgency(at, blocking, telling);
  }

  /** What to do once nothing can come for the visit any more. */
  void onEnd(Runnable action) {
    absence.onEnd(action);
  }

  /** Looks at the clock: criteria widen, and a partner's grace may be over. */
  void sweep(Instant now) {
    at.sweep(now);
    searching.sweep(now);
    conversation.sweep(now);
    keeping.sweep(now);
  }

  /**
   * Puts a waiting visitor in again, or brings the news of a match that was missed; has the partner
   * and Redis told that a chat goes on.
   *
   * @param lost whether Redis may have lost something
   */
  void refresh(boolean lost) {
    searching.refresh();
    if (lost) {
      keeping.mayBeLost();
    }
    if (at.state instanceof Chatting chatting) {
      conversation.refresh(chatting, lost);
    }
  }

  /** Redis has lost its data: writes down again what is known here. */
  void restore() {
    if (at.state instanceof Chatting chatting) {
      conversation.restore(chatting);
    }
    keeping.restore();
    searching.refresh();
    at.known.restore();
  }

  /** Nodes have died, perhaps with the partner. */
  void nodesDied(Set<NodeId> nodes) {
    conversation.nodesDied(nodes);
  }

  /**
   * Takes up what an earlier connection of the session has left.
   *
   * @return what it is told in {@code welcome}
   */
  Resumption resume(Returning.Found found) {
    found.lastSearch().ifPresent(searching::remember);
    at.remember(found.past());
    found.left().forEach(note -> at.roomEnded(note.room()));
    return switch (found.standpoint()) {
      case Returning.Nowhere nowhere -> new Resumption(State.IDLE, Optional.empty());
      case Returning.InQueue in -> {
        searching.expect(in.search());
        yield new Resumption(State.WAITING, Optional.empty());
      }
      case Returning.InRoom in -> {
        ServerFrame.Matched room = conversation.resume(in.room(), in.partner());
        yield new Resumption(State.CHATTING, Optional.of(room));
      }
    };
  }

  /** What {@code welcome} says of the session's state. */
  record Resumption(State state, Optional<ServerFrame.Matched> room) {}

  /** Goes on, after {@code welcome}, with what was taken up. */
  void goOn(Returning.Found found) {
    found.left().forEach(note -> leftNews.tell(note.room(), note.reason()));
    conversation.announceResumed();
    searching.waitOn();
  }

  /** See {@link Urgency}. */
  boolean mustBeHeard(ClientFrame frame) {
    return urgency.mustBeHeard(frame);
  }

  /** A frame came too fast and was refused, for so long. */
  void tooFast(ClientFrame frame, Duration wait) {
    if (frame instanceof Relayed relayed) {
      conversation.tooFast(relayed, wait);
    }
  }

  /** The client has read everything that it was sent up to now. */
  void heard() {
    leftNews.read();
  }

  /**
   * Takes the visitor's next frame.
   *
   * @param raw the frame as it came, for the partner
   */
  void handle(ClientFrame frame, Buffer raw) {
    switch (frame) {
      case ClientFrame.Hello hello ->
          at.connection.send(Refusals.wrongState(hello, "This connection has said hello already."));
      case ClientFrame.Find find -> searching.find(find);
      case ClientFrame.Cancel cancel -> searching.cancel(cancel);
      case ClientFrame.Next next -> next(next);
      case ClientFrame.Leave leave -> leave(leave);
      case Relayed relayed -> conversation.relay(relayed, raw);
      case ClientFrame.Rewind rewind -> rewinding.rewind(rewind);
      case ClientFrame.Block block -> blocking.block(block);
      case ClientFrame.Report report -> telling.report(report);
      case ClientFrame.Quality quality -> feedback.quality(quality);
      case ClientFrame.Rate rate -> feedback.rate(rate);
    }
  }

  /** Takes an event from elsewhere. */
  void handle(RoomEvent event) {
    if (at.ended) {
      latecomers.take(event);
      return;
    }
    switch (event) {
      case RoomEvent.Matched matched -> at.tell(() -> matched(matched.room()));
      case RoomEvent.Rewound rewound -> at.tell(() -> rewound(rewound.room()));
      case RoomEvent.Relay relay -> conversation.deliver(relay);
      case RoomEvent.Undelivered lost -> conversation.undelivered(lost);
      case RoomEvent.Ended over -> conversation.over(over);
      case RoomEvent.Here here -> conversation.here(here);
      case RoomEvent.Away away -> conversation.away(away);
      case RoomEvent.Missing missing -> conversation.missing(missing);
      case RoomEvent.Unmatched unmatched -> searching.refresh();
      case RoomEvent.Untold untold -> succession.untold(untold);
      case RoomEvent.StillIn in -> succession.stillIn(in);
      case RoomEvent.Replaced replaced -> succession.replaced(replaced);
    }
  }

  /** The connection is gone. */
  void end(Parting parting) {
    if (at.ended) {
      return;
    }
    if (parting != Parting.HANDED_OVER) {
      at.haste.leaving();
    }
    at.ended = true;
    switch (at.parts.grace().isZero() && parting == Parting.AWAY ? Parting.FOR_GOOD : parting) {
      case AWAY -> stepAway();
      case FOR_GOOD -> {
        leaveForGood();
        absence.end();
      }
      case HANDED_OVER -> {
        latecomers.handedOver();
        at.parts.connected().handOver(at.self, at.parts.context().owner());
        absence.end();
      }
    }
    at.state = new Idle();
  }

  private void stepAway() {
    rewinding.end();
    switch (at.state) {
      case Idle idle -> absence.begin(() -> {});
      case Waiting waiting -> absence.begin(() -> searching.park(waiting.search()));
      case Chatting chatting -> absence.begin(chatting);
    }
  }

  private void leaveForGood() {
    rewinding.end();
    switch (at.state) {
      case Idle idle -> {}
      case Waiting waiting -> at.parts.departures().withdraw(waiting.search().lane(), at);
      case Chatting chatting -> {
        at.parts.departures().hangUp(chatting.room(), at.self, chatting.partner());
        at.exit(chatting.room());
        leftNews.tellNobody();
      }
    }
  }

  private void next(ClientFrame.Next next) {
    boolean over = at.justEnded(next.room()) && !(at.state instanceof Chatting);
    if (searching.hasSearched() && (at.isIn(next.room()) || over)) {
      at.haste.leaving();
      searching.again(
          next,
          () -> {
            if (at.state instanceof Chatting chatting) {
              conversation.leaveRoom(chatting, Left.Reason.NEXT);
            }
          });
    } else if (at.state instanceof Chatting chatting && at.isIn(next.room())) {
      // Redis has lost what was searched for, but nobody is kept in a room for that.
      conversation.leaveRoom(chatting, Left.Reason.NEXT);
      at.connection.send(
          Refusals.wrongState(next, "Your search is not known any more: send a find."));
    } else {
      conversation.outOfRoom(next);
    }
  }

  private void leave(ClientFrame.Leave leave) {
    if (at.state instanceof Chatting chatting && at.isIn(leave.room())) {
      at.haste.leaving();
      conversation.leaveRoom(chatting, Left.Reason.LEFT);
      at.idle();
    } else if (at.justEnded(leave.room()) && at.state instanceof Waiting waiting) {
      searching.stopWaiting(leave, waiting.search());
    } else if (at.justEnded(leave.room()) && at.state instanceof Idle) {
      at.idle();
    } else {
      conversation.outOfRoom(leave);
    }
  }

  private void rewound(Room room) {
    if (at.ended) {
      latecomers.take(room);
    } else {
      rewinding.enter(room);
    }
  }

  /** The queue tells of a room before the news of it have come. */
  private void taken(Room room) {
    at.tell(() -> enter(room));
  }

  private void enter(Room room) {
    if (at.ended) {
      latecomers.take(room);
    } else if (rewinding.expects(room)) {
      rewinding.enter(room);
    } else {
      matched(room);
    }
  }

  private void matched(Room room) {
    if (at.ended) {
      latecomers.take(room);
      return;
    }
    if (at.isIn(room.id()) || at.justEnded(room.id())) {
      return;
    }
    if (!(at.state instanceof Waiting)) {
      at.disown(room);
      return;
    }
    if (at.known.isBlocked(at.partnerDevice(room))) {
      // The block was not in the ticket yet, or not in that of another tab.
      at.disown(room);
      at.lastRoom = room.id();
      searching.refresh();
      return;
    }
    searching.announce();
    conversation.begin(room, matched -> matched, this::handle);
  }
}
