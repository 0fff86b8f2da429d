package chat.passerby.gateway;

import chat.passerby.gateway.Standing.Chatting;
import chat.passerby.gateway.Standing.Idle;
import chat.passerby.gateway.Standing.Waiting;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.room.RoomEvent;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

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
  private final Conversation conversation;
  private final Rewinding rewinding;
  private final Blocking blocking;
  private Runnable onEnd = () -> {};

  Visit(GatewayParts parts, Connection connection, KnownDevices known, Address self) {
    this.at = new Standing(parts, connection, known, self);
    this.searching = new Searching(at, this::taken);
    this.conversation = new Conversation(at);
    this.rewinding = new Rewinding(at, searching, conversation, this::handle);
    this.blocking = new Blocking(at, searching, conversation, rewinding);
  }

  /** What to do once the visit is over. */
  void onEnd(Runnable action) {
    onEnd = action;
  }

  /** Tells a waiting visitor when the criteria have widened. */
  void sweep(Instant now) {
    searching.sweep(now);
  }

  /** Puts a waiting visitor in again, or brings the news of a match that was missed. */
  void refresh() {
    searching.refresh();
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
      case ClientFrame.Report report -> at.connection.send(Refusals.refused(report));
      case ClientFrame.Quality quality -> at.connection.send(Refusals.refused(quality));
      case ClientFrame.Rate rate -> at.connection.send(Refusals.refused(rate));
    }
  }

  /** Takes an event from elsewhere. */
  void handle(RoomEvent event) {
    if (at.ended) {
      tooLate(event);
      return;
    }
    switch (event) {
      case RoomEvent.Matched matched -> matched(matched.room());
      case RoomEvent.Rewound rewound -> rewinding.enter(rewound.room());
      case RoomEvent.Relay relay -> conversation.deliver(relay);
      case RoomEvent.Undelivered lost -> conversation.undelivered(lost.kind(), lost.ref());
      case RoomEvent.Ended over -> conversation.over(over);
      case RoomEvent.Unmatched unmatched -> searching.refresh();
      case RoomEvent.Replaced replaced -> at.connection.close(CloseCode.REPLACED);
    }
  }

  /** What was on its way to a connection that is gone must not be lost without a word. */
  private void tooLate(RoomEvent event) {
    switch (event) {
      case RoomEvent.Matched matched -> at.disown(matched.room());
      case RoomEvent.Rewound rewound -> at.disown(rewound.room());
      case RoomEvent.Relay relay -> at.parts.courier().giveBack(relay);
      case RoomEvent.Undelivered lost -> {}
      case RoomEvent.Ended over -> {}
      case RoomEvent.Unmatched unmatched -> {}
      case RoomEvent.Replaced replaced -> {}
    }
  }

  /** The connection is gone. */
  void end() {
    if (at.ended) {
      return;
    }
    at.haste.leaving();
    at.ended = true;
    onEnd.run();
    rewinding.end();
    switch (at.state) {
      case Idle idle -> {}
      case Waiting waiting -> at.parts.departures().withdraw(waiting.search().lane(), at.self);
      case Chatting chatting -> {
        at.parts.departures().leave(chatting.room(), at.self.session(), Left.Reason.GONE);
        at.exit(chatting.room());
      }
    }
    at.state = new Idle();
  }

  private void next(ClientFrame.Next next) {
    boolean over = at.justEnded(next.room()) && !(at.state instanceof Chatting);
    if (searching.hasSearched() && (at.isIn(next.room()) || over)) {
      at.haste.leaving();
      searching.again(
          next,
          () -> {
            if (at.state instanceof Chatting chatting) {
              conversation.leaveRoom(chatting.room(), Left.Reason.NEXT);
            }
          });
    } else {
      conversation.outOfRoom(next);
    }
  }

  private void leave(ClientFrame.Leave leave) {
    if (at.state instanceof Chatting chatting && at.isIn(leave.room())) {
      at.haste.leaving();
      conversation.leaveRoom(chatting.room(), Left.Reason.LEFT);
      at.idle();
    } else if (at.justEnded(leave.room()) && at.state instanceof Waiting waiting) {
      searching.stopWaiting(leave, waiting.search());
    } else if (at.justEnded(leave.room()) && at.state instanceof Idle) {
      at.idle();
    } else {
      conversation.outOfRoom(leave);
    }
  }

  /** The queue tells of a room before the news of it have come. */
  private void taken(Room room) {
    if (!at.ended && rewinding.expects(room)) {
      rewinding.enter(room);
    } else {
      matched(room);
    }
  }

  private void matched(Room room) {
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
