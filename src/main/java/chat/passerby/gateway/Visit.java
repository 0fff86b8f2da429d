package chat.passerby.gateway;

import chat.passerby.matchmaking.QueueReply;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.Widening;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Handover;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.room.RoomEvent;
import chat.passerby.session.Address;
import chat.passerby.session.Identity;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One visitor, from {@code welcome} to the end of the connection: idle, waiting or chatting.
 *
 * <p>Two things move it: the visitor's frames, one at a time since the connection is not read while
 * a step is under way, and events from elsewhere, at any time. A room is held from {@code matched}
 * to {@code left}; whatever is about another room changes nothing, which is what makes {@code left}
 * come exactly once however many parties report the end.
 */
final class Visit {
  private static final Logger log = LoggerFactory.getLogger(Visit.class);

  private final GatewayParts parts;
  private final Connection connection;
  private final Identity identity;
  private final Address self;
  private final RateLimit searches;
  private final EarlyEvents early = new EarlyEvents();
  private Runnable onEnd = () -> {};
  private State state = new Idle();
  private @Nullable Search lastSearch;
  private @Nullable RoomId lastRoom;
  private int steps;
  private boolean ended;

  private sealed interface State {}

  private record Idle() implements State {}

  /**
   * In the queue.
   *
   * @param announced whether {@code waiting} has been sent
   * @param widening what it said is given up next
   */
  private record Waiting(Search search, boolean announced, Optional<Widening> widening)
      implements State {
    Waiting(Search search) {
      this(search, false, Optional.empty());
    }
  }

  private record Chatting(Room room, Address partner) implements State {}

  /** What is searched for, and since when. */
  private record Search(Lane lane, Criteria criteria, Instant since) {}

  Visit(GatewayParts parts, Connection connection, Identity identity, Address self) {
    this.parts = parts;
    this.connection = connection;
    this.identity = identity;
    this.self = self;
    int rate = parts.settings().nextPerMinute();
    this.searches = RateLimit.of(rate, Duration.ofMinutes(1), rate + rate / 2);
  }

  /** What to do once the visit is over. */
  void onEnd(Runnable action) {
    onEnd = action;
  }

  /**
   * Takes the visitor's next frame.
   *
   * @param raw the frame as it came, for the partner
   */
  void handle(ClientFrame frame, Buffer raw) {
    switch (frame) {
      case ClientFrame.Hello hello ->
          connection.send(Refusals.wrongState(hello, "This connection has said hello already."));
      case ClientFrame.Find find -> find(find);
      case ClientFrame.Cancel cancel -> cancel(cancel);
      case ClientFrame.Next next -> next(next);
      case ClientFrame.Leave leave -> leave(leave);
      case Relayed relayed -> relay(relayed, raw);
      case ClientFrame.Rewind rewind -> connection.send(Refusals.refused(rewind));
      case ClientFrame.Block block -> connection.send(Refusals.refused(block));
      case ClientFrame.Report report -> connection.send(Refusals.refused(report));
      case ClientFrame.Quality quality -> connection.send(Refusals.refused(quality));
      case ClientFrame.Rate rate -> connection.send(Refusals.refused(rate));
    }
  }

  /** Takes an event from elsewhere. */
  void handle(RoomEvent event) {
    if (ended) {
      tooLate(event);
      return;
    }
    switch (event) {
      case RoomEvent.Matched matched -> matched(matched.room());
      case RoomEvent.Relay relay -> deliver(relay);
      case RoomEvent.Undelivered lost -> undelivered(lost.kind(), lost.ref());
      case RoomEvent.Ended over -> over(over);
      case RoomEvent.Unmatched unmatched -> refresh();
      case RoomEvent.Replaced replaced -> connection.close(CloseCode.REPLACED);
    }
  }

  /** What was on its way to a connection that is gone must not be lost without a word. */
  private void tooLate(RoomEvent event) {
    switch (event) {
      case RoomEvent.Matched matched -> disown(matched.room());
      case RoomEvent.Relay relay -> parts.courier().giveBack(relay);
      case RoomEvent.Undelivered lost -> {}
      case RoomEvent.Ended over -> {}
      case RoomEvent.Unmatched unmatched -> {}
      case RoomEvent.Replaced replaced -> {}
    }
  }

  /** The connection is gone. */
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    onEnd.run();
    switch (state) {
      case Idle idle -> {}
      case Waiting waiting -> parts.departures().withdraw(waiting.search().lane(), self);
      case Chatting chatting ->
          parts.departures().leave(chatting.room(), self.session(), Left.Reason.GONE);
    }
    state = new Idle();
  }

  /** Tells a waiting visitor when the criteria have widened. */
  void sweep(Instant now) {
    if (state instanceof Waiting waiting
        && waiting.widening().filter(next -> !next.at().isAfter(now)).isPresent()) {
      announce(waiting.search(), now);
    }
  }

  /** Puts a waiting visitor in again, or brings the news of a match that was missed. */
  void refresh() {
    // While a step is under way it decides; a ticket put in behind its back would be nobody's.
    if (state instanceof Waiting waiting && waiting.announced() && steps == 0) {
      Search search = waiting.search();
      enqueue(search)
          .onSuccess(reply -> refreshed(search, reply))
          .onFailure(e -> log.trace("A waiting visitor was not put in again."));
    }
  }

  private void refreshed(Search search, QueueReply reply) {
    switch (reply) {
      case QueueReply.Queued queued -> {
        // A chat may have begun and ended since the question: then nobody waits there.
        if (!(state instanceof Waiting waiting && waiting.search().lane().equals(search.lane()))) {
          parts.departures().withdraw(search.lane(), self);
        }
      }
      case QueueReply.Taken taken -> handle(new RoomEvent.Matched(taken.room()));
      case QueueReply.Outdated outdated -> connection.close(CloseCode.REPLACED);
      case QueueReply.Withdrawn withdrawn -> {}
      case QueueReply.Absent absent -> {}
    }
  }

  private void find(ClientFrame.Find find) {
    Lane lane = new Lane(Lane.DEFAULT_POOL, find.mode());
    Criteria criteria = Criteria.of(find.interests(), find.languages(), find.hold());
    switch (state) {
      case Chatting chatting ->
          connection.send(Refusals.wrongState(find, "Leave the room before you find another."));
      case Idle idle -> {
        if (maySearch(find)) {
          search(find, new Search(lane, criteria, parts.clock().instant()));
        }
      }
      case Waiting waiting -> {
        Search present = waiting.search();
        Search changed = new Search(lane, criteria, present.since());
        if (present.lane().equals(lane)) {
          search(find, changed);
        } else {
          moveLane(find, present, changed);
        }
      }
    }
  }

  private void moveLane(ClientFrame.Find find, Search from, Search to) {
    step(
        withdraw(from.lane()),
        reply -> {
          if (reply instanceof QueueReply.Taken taken) {
            lostAgainst(find, taken.room());
          } else if (state instanceof Waiting) {
            search(find, to);
          } else {
            connection.send(foundAlready(find));
          }
        },
        e -> connection.send(Refusals.unavailable(find, e)));
  }

  private void search(ClientFrame cause, Search search) {
    lastSearch = search;
    state = new Waiting(search);
    step(
        enqueue(search),
        reply -> {
          switch (reply) {
            case QueueReply.Taken taken -> lostAgainst(cause, taken.room());
            case QueueReply.Outdated outdated -> connection.close(CloseCode.REPLACED);
            case QueueReply.Absent absent -> search(cause, search);
            case QueueReply.Queued queued -> announce();
            case QueueReply.Withdrawn withdrawn -> announce();
          }
        },
        e -> {
          if (state instanceof Waiting waiting) {
            // The call may have been carried out all the same.
            parts.departures().withdraw(waiting.search().lane(), self);
            state = new Idle();
            connection.send(Refusals.unavailable(cause, e));
          }
        });
  }

  private Future<QueueReply> enqueue(Search search) {
    return parts
        .queue()
        .enqueue(search.lane(), ticket(search), Optional.ofNullable(lastRoom))
        .map(this::withoutOlder);
  }

  private Future<QueueReply> withdraw(Lane lane) {
    return parts.queue().withdraw(lane, self).map(this::withoutOlder);
  }

  /** A room that an older connection of the session was in is none of this one's: it ends. */
  private QueueReply withoutOlder(QueueReply reply) {
    if (reply instanceof QueueReply.Taken taken
        && !taken.room().memberOf(self.session()).address().equals(self)) {
      disown(taken.room());
      lastRoom = taken.room().id();
      return new QueueReply.Absent();
    }
    return reply;
  }

  private void disown(Room room) {
    parts.departures().leave(room, self.session(), Left.Reason.GONE);
  }

  private Ticket ticket(Search search) {
    return new Ticket(
        self.session(),
        self.epoch(),
        self.node(),
        identity.device(),
        search.since(),
        search.criteria(),
        Set.of(),
        Map.of());
  }

  private void announce() {
    if (state instanceof Waiting waiting && !waiting.announced()) {
      announce(waiting.search(), parts.clock().instant());
    }
  }

  private void announce(Search search, Instant now) {
    Optional<Widening> widening = parts.policy().widening(ticket(search), now);
    state = new Waiting(search, true, widening);
    connection.send(
        new ServerFrame.Waiting(
            search.since(),
            Optional.empty(),
            widening.map(next -> new ServerFrame.Waiting.Widening(drop(next), next.at()))));
  }

  private static ServerFrame.Waiting.Widening.Drop drop(Widening widening) {
    return switch (widening.criterion()) {
      case INTERESTS -> ServerFrame.Waiting.Widening.Drop.INTERESTS;
      case LANGUAGES -> ServerFrame.Waiting.Widening.Drop.LANGUAGES;
      case RECENT -> ServerFrame.Waiting.Widening.Drop.RECENT;
    };
  }

  private void cancel(ClientFrame.Cancel cancel) {
    if (!(state instanceof Waiting waiting)) {
      connection.send(Refusals.wrongState(cancel, "There is no search to cancel."));
      return;
    }
    stopWaiting(cancel, waiting.search());
  }

  private void stopWaiting(ClientFrame cause, Search search) {
    step(
        withdraw(search.lane()),
        reply -> {
          if (reply instanceof QueueReply.Taken taken) {
            lostAgainst(cause, taken.room());
          } else if (state instanceof Waiting) {
            idle();
          } else {
            connection.send(foundAlready(cause));
          }
        },
        e -> {
          if (state instanceof Waiting) {
            parts.departures().withdraw(search.lane(), self);
            idle();
          }
        });
  }

  private void idle() {
    state = new Idle();
    early.forget(parts.courier());
    connection.send(new ServerFrame.Idle());
  }

  private void next(ClientFrame.Next next) {
    Search search = lastSearch;
    boolean over = justEnded(next.room()) && !(state instanceof Chatting);
    if (search == null || !(isIn(next.room()) || over)) {
      outOfRoom(next);
    } else if (state instanceof Waiting waiting) {
      state = new Waiting(waiting.search());
      announce();
    } else if (maySearch(next)) {
      if (state instanceof Chatting chatting) {
        leaveRoom(chatting.room(), Left.Reason.NEXT);
      }
      search(next, new Search(search.lane(), search.criteria(), parts.clock().instant()));
    }
  }

  private void leave(ClientFrame.Leave leave) {
    if (state instanceof Chatting chatting && isIn(leave.room())) {
      leaveRoom(chatting.room(), Left.Reason.LEFT);
      idle();
    } else if (justEnded(leave.room()) && state instanceof Waiting waiting) {
      stopWaiting(leave, waiting.search());
    } else if (justEnded(leave.room()) && state instanceof Idle) {
      idle();
    } else {
      outOfRoom(leave);
    }
  }

  private void leaveRoom(Room room, Left.Reason reason) {
    parts.departures().leave(room, self.session(), reason);
    left(room.id(), reason);
  }

  private void left(RoomId room, Left.Reason reason) {
    lastRoom = room;
    state = new Idle();
    connection.send(new ServerFrame.Left(room, reason));
  }

  private void relay(Relayed frame, Buffer raw) {
    if (frame.kind() == Relayed.Kind.REVEAL) {
      connection.send(Refusals.refused(frame));
    } else if (state instanceof Chatting chatting && isIn(frame.room())) {
      RoomEvent relay = new RoomEvent.Relay(frame.room(), self, frame.kind(), frame.id(), raw);
      Future<Handover> handover = parts.courier().deliver(chatting.partner(), relay);
      handover.onSuccess(result -> handedOn(result, chatting, frame));
    } else {
      outOfRoom(frame);
    }
  }

  private void handedOn(Handover handover, Chatting chatting, Relayed frame) {
    if (handover == Handover.TAKEN) {
      parts.meters().relayed(frame.kind(), parts.courier().isLocal(chatting.partner()));
      return;
    }
    undelivered(frame.kind(), frame.id());
    if (handover == Handover.GONE && isIn(chatting.room().id())) {
      leaveRoom(chatting.room(), Left.Reason.GONE);
    }
  }

  private void undelivered(Relayed.Kind kind, Optional<String> ref) {
    parts.meters().undelivered(kind);
    if (kind == Relayed.Kind.CHAT) {
      connection.send(Refusals.partnerAway(ref));
    }
  }

  private void deliver(RoomEvent.Relay relay) {
    if (isIn(relay.room())) {
      connection.sendRaw(relay.frame());
    } else if (!(state instanceof Waiting && !justEnded(relay.room()) && early.keep(relay))) {
      parts.courier().giveBack(relay);
    }
  }

  private void over(RoomEvent.Ended over) {
    if (isIn(over.room())) {
      left(over.room(), over.reason());
    } else if (state instanceof Waiting && !justEnded(over.room())) {
      early.keep(over);
    }
  }

  private void matched(Room room) {
    if (isIn(room.id()) || justEnded(room.id())) {
      return;
    }
    if (!(state instanceof Waiting)) {
      disown(room);
      return;
    }
    announce();
    state = new Chatting(room, room.partnerOf(self.session()).address());
    connection.send(
        new ServerFrame.Matched(
            room.id(),
            room.polite(self.session()),
            room.lane().mode(),
            room.interests(),
            room.language(),
            parts.iceServers().fresh()));
    early.of(room.id()).forEach(this::handle);
    early.forget(parts.courier());
  }

  /**
   * A partner was found before the frame took effect. The match stands, and the frame is refused.
   */
  private void lostAgainst(ClientFrame frame, Room room) {
    matched(room);
    connection.send(foundAlready(frame));
  }

  private static ServerFrame foundAlready(ClientFrame frame) {
    return Refusals.wrongState(frame, "A partner had been found already.");
  }

  private void outOfRoom(ClientFrame.InRoom frame) {
    boolean inAnother = state instanceof Chatting;
    if (inAnother || justEnded(frame.room())) {
      connection.send(Refusals.staleRoom(frame));
    } else {
      connection.send(Refusals.wrongState(frame, "You are not in a room."));
    }
  }

  private boolean maySearch(ClientFrame frame) {
    Optional<Duration> wait = searches.take();
    wait.ifPresent(duration -> connection.send(Refusals.rateLimited(frame, duration)));
    return wait.isEmpty();
  }

  private boolean isIn(RoomId room) {
    return state instanceof Chatting chatting && chatting.room().id().equals(room);
  }

  private boolean justEnded(RoomId room) {
    return room.equals(lastRoom);
  }

  /**
   * Waits for an answer with the connection unread; if the visit ends meanwhile, nothing follows.
   */
  private <T> void step(Future<T> answer, Consumer<T> success, Consumer<Throwable> failure) {
    connection.pause();
    steps++;
    answer.onComplete(
        done -> {
          steps--;
          if (!ended && done.succeeded()) {
            success.accept(done.result());
          } else if (!ended) {
            failure.accept(done.cause());
          }
          connection.resume();
        });
  }
}
