package chat.passerby.matchmaking;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;

import chat.passerby.delivery.ConnectedSessions.Connected;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.VisitorStory.Ends;
import chat.passerby.matchmaking.VisitorStory.Enters;
import chat.passerby.matchmaking.VisitorStory.Entry;
import chat.passerby.matchmaking.VisitorStory.Idles;
import chat.passerby.matchmaking.VisitorStory.IsWantedTwice;
import chat.passerby.matchmaking.VisitorStory.Leaves;
import chat.passerby.matchmaking.VisitorStory.Waits;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a visitor, with the rules of the real gateway's: one step at a time, news at
 * any time, and whatever is about another room changes nothing. It writes down what its client
 * would be told. All but the reading runs on its gateway's event loop.
 */
final class ModelConnection {
  private final ModelGateway gateway;
  private final ModelVisitor visitor;
  private final Address self;
  private final Connected registration;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final Deque<Runnable> commands = new ArrayDeque<>();
  private final Set<RoomId> earlyEnds = new HashSet<>();
  private State state = new Idle();
  private @Nullable RoomId lastRoom;
  private boolean ended;
  private volatile int steps;

  private sealed interface State {}

  private record Idle() implements State {}

  private record Waiting(Instant since, Criteria criteria, boolean announced) implements State {}

  private record Chatting(Room room) implements State {}

  ModelConnection(ModelGateway gateway, ModelVisitor visitor, Address self, Context context) {
    this.gateway = gateway;
    this.visitor = visitor;
    this.self = self;
    this.registration = new Connected(self, context, this::handle);
  }

  Connected registration() {
    return registration;
  }

  VisitorStory story() {
    return new VisitorStory(self, entries);
  }

  boolean isInStep() {
    return steps > 0;
  }

  ModelVisitor visitor() {
    return visitor;
  }

  /** Searches, by other criteria when a search is under way; {@code since} counts for a new one. */
  void find(Criteria criteria, Instant since) {
    command(
        () -> {
          switch (state) {
            case Idle idle -> search(new Waiting(since, criteria, false));
            case Waiting waiting -> search(new Waiting(waiting.since(), criteria, false));
            case Chatting chatting -> {}
          }
        });
  }

  void cancel() {
    command(
        () -> {
          if (state instanceof Waiting) {
            step(gateway.queue().withdraw(LANE, self).map(this::withoutOlder), this::cancelled);
          }
        });
  }

  private void cancelled(Optional<QueueReply> reply) {
    if (reply.isPresent() && reply.get() instanceof QueueReply.Taken taken) {
      matched(taken.room());
    } else if (state instanceof Waiting) {
      if (reply.isEmpty()) {
        gateway.withdraw(self);
      }
      state = new Idle();
      earlyEnds.clear();
      entries.add(new Idles());
    }
  }

  /** Leaves the room, and searches on if so asked. */
  void leave(Optional<Criteria> next, Instant since) {
    command(
        () -> {
          if (state instanceof Chatting chatting) {
            gateway.leave(chatting.room(), self, Left.Reason.NEXT);
            left(chatting.room().id());
            next.ifPresent(criteria -> search(new Waiting(since, criteria, false)));
          }
        });
  }

  /** The connection is gone; a node that lives takes it out of queue and room. */
  void close() {
    gateway.turn(this::end);
  }

  /**
   * The connection is gone, and its ticket stays behind.
   *
   * @param unknown whether nobody may be left who can tell a partner, as when its node dies
   */
  void vanish(boolean unknown) {
    gateway.turn(() -> stop(unknown));
  }

  Future<Void> dieWithNode() {
    Promise<Void> done = Promise.promise();
    gateway.turn(
        () -> {
          stop(true);
          done.complete();
        });
    return done.future();
  }

  /**
   * Puts a waiting visitor in again, or brings the news of a match that was missed. It brings the
   * end of a room too: that its news can get lost with Redis is no matter of the engine's.
   */
  void refresh() {
    if (!ended && state instanceof Waiting waiting && waiting.announced() && steps == 0) {
      enqueue(waiting).onSuccess(this::refreshed);
    } else if (state instanceof Chatting chatting) {
      RoomId room = chatting.room().id();
      gateway
          .isThere(room)
          .onSuccess(
              there -> {
                if (!there) {
                  over(room);
                }
              });
    }
  }

  private void refreshed(QueueReply reply) {
    switch (reply) {
      case QueueReply.Queued queued -> stillWanted();
      case QueueReply.Kept kept -> stillWanted();
      case QueueReply.Taken taken -> matched(taken.room());
      case QueueReply.Outdated outdated -> end();
      case QueueReply.Withdrawn withdrawn -> {}
      case QueueReply.Absent absent -> {}
    }
  }

  private void stillWanted() {
    if (!(state instanceof Waiting)) {
      gateway.withdraw(self);
    }
  }

  private void search(Waiting search) {
    state = search;
    step(enqueue(search), reply -> searched(search, reply));
  }

  private void searched(Waiting search, Optional<QueueReply> answer) {
    if (answer.isEmpty()) {
      if (state instanceof Waiting) {
        gateway.withdraw(self);
        state = new Idle();
        entries.add(new Idles());
      }
      return;
    }
    switch (answer.get()) {
      case QueueReply.Taken taken -> matched(taken.room());
      case QueueReply.Outdated outdated -> end();
      case QueueReply.Absent absent -> search(search);
      case QueueReply.Queued queued -> announce();
      case QueueReply.Kept kept -> announce();
      case QueueReply.Withdrawn withdrawn -> announce();
    }
  }

  private Future<QueueReply> enqueue(Waiting search) {
    return gateway
        .queue()
        .enqueue(
            LANE,
            visitor.ticket(self, search.since(), search.criteria()),
            Optional.ofNullable(lastRoom))
        .map(this::withoutOlder);
  }

  private QueueReply withoutOlder(QueueReply reply) {
    if (reply instanceof QueueReply.Taken taken
        && !taken.room().memberOf(self.session()).address().equals(self)) {
      gateway.leave(taken.room(), self, Left.Reason.GONE);
      lastRoom = taken.room().id();
      return new QueueReply.Absent();
    }
    return reply;
  }

  private void announce() {
    if (state instanceof Waiting waiting && !waiting.announced()) {
      state = new Waiting(waiting.since(), waiting.criteria(), true);
      entries.add(new Waits(waiting.since()));
    }
  }

  private void handle(RoomEvent event) {
    switch (event) {
      case RoomEvent.Matched matched -> matched(matched.room());
      case RoomEvent.Ended over -> over(over.room().id());
      case RoomEvent.Unmatched unmatched -> refresh();
      case RoomEvent.Replaced replaced -> end();
      default -> throw new AssertionError("nobody sends " + event);
    }
  }

  private void matched(Room room) {
    if (ended) {
      gateway.leave(room, self, Left.Reason.GONE);
      return;
    }
    boolean inside = state instanceof Chatting chatting && chatting.room().id().equals(room.id());
    if (inside || room.id().equals(lastRoom)) {
      return;
    }
    if (!(state instanceof Waiting)) {
      if (state instanceof Chatting) {
        entries.add(new IsWantedTwice(room));
      }
      gateway.leave(room, self, Left.Reason.GONE);
      return;
    }
    announce();
    state = new Chatting(room);
    entries.add(new Enters(room));
    if (earlyEnds.contains(room.id())) {
      left(room.id());
    }
    earlyEnds.clear();
  }

  private void over(RoomId room) {
    if (ended) {
      return;
    }
    if (state instanceof Chatting chatting && chatting.room().id().equals(room)) {
      left(room);
    } else if (state instanceof Waiting && !room.equals(lastRoom)) {
      earlyEnds.add(room);
    }
  }

  private void left(RoomId room) {
    lastRoom = room;
    state = new Idle();
    entries.add(new Leaves(room));
  }

  private void end() {
    if (!ended) {
      State last = state;
      stop(false);
      switch (last) {
        case Idle idle -> {}
        case Waiting waiting -> gateway.withdraw(self);
        case Chatting chatting -> gateway.leave(chatting.room(), self, Left.Reason.GONE);
      }
    }
  }

  private void stop(boolean withItsNode) {
    if (!ended) {
      ended = true;
      gateway.node().connected().unregister(registration);
      state = new Idle();
      entries.add(new Ends(withItsNode));
    }
  }

  private void command(Runnable command) {
    gateway.turn(
        () -> {
          commands.add(command);
          next();
        });
  }

  private void next() {
    while (steps == 0 && !ended && !commands.isEmpty()) {
      commands.remove().run();
    }
  }

  /** The connection is not read until the answer is there; empty when Redis gave none. */
  private void step(Future<QueueReply> answer, Consumer<Optional<QueueReply>> then) {
    steps++;
    answer.onComplete(
        done -> {
          steps--;
          if (!ended) {
            then.accept(done.succeeded() ? Optional.of(done.result()) : Optional.empty());
          }
          next();
        });
  }
}
