package chat.passerby.visit;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.ServerFrame.Welcome.State;
import chat.passerby.room.Lane;
import chat.passerby.session.Address;
import chat.passerby.visit.about.Blocking;
import chat.passerby.visit.about.Feedback;
import chat.passerby.visit.about.Rewinding;
import chat.passerby.visit.about.Sanctioning;
import chat.passerby.visit.about.Telling;
import chat.passerby.visit.about.Urgency;
import chat.passerby.visit.chat.Conversation;
import chat.passerby.visit.chat.Succession;
import chat.passerby.visit.search.Searching;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Pacing;
import chat.passerby.visit.state.Refusals;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitSettings;
import chat.passerby.visit.state.VisitState;
import chat.passerby.visit.state.VisitState.Chatting;
import chat.passerby.visit.state.VisitState.Idle;
import chat.passerby.visit.state.VisitState.Waiting;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One visitor, from {@code welcome} to the end of the connection and, in a chat, of the grace: a
 * machine that takes what happens and answers with what is to be done. It knows no socket, no Redis
 * and no clock.
 *
 * <p>Two things move it: the visitor's frames, one at a time since none is to come while it {@link
 * #awaitsAnswer}, and events from elsewhere, at any time. A room is held from {@code matched} to
 * {@code left}; whatever is about another room changes nothing, which is what makes {@code left}
 * come exactly once however many parties report the end.
 */
public final class Visit {
  private final Standing at;
  private final Searching searching;
  private final Succession succession;
  private final Conversation conversation;
  private final Rewinding rewinding;
  private final Blocking blocking;
  private final Absence absence;
  private final Latecomers latecomers;
  private final SessionKeeping keeping;
  private final Sanctioning sanctioning;
  private final Telling telling;
  private final Feedback feedback;
  private final Urgency urgency;
  private final Meetings meetings;
  private final Ending ending;

  /**
   * A visit that has not begun.
   *
   * @param self the visitor's connection
   * @param device what the visitor uses
   */
  public Visit(VisitSettings settings, Pacing pacing, Address self, DeviceId device, Instant now) {
    this.at = new Standing(settings, pacing, self, device);
    at.begin(now);
    this.searching = new Searching(at, room -> meetings().taken(room));
    this.conversation = new Conversation(at, at.leftNews());
    this.succession =
        new Succession(at, at.leftNews(), conversation, room -> meetings().matched(room));
    this.rewinding = new Rewinding(at, searching, conversation, this::live);
    this.sanctioning = new Sanctioning(at, searching, conversation, rewinding);
    this.blocking = new Blocking(at, searching, conversation, rewinding);
    this.absence = new Absence(at, succession, this::writeNotes);
    this.ending = new Ending(at, searching, rewinding, absence);
    this.latecomers = new Latecomers(at, absence);
    this.meetings =
        new Meetings(at, searching, rewinding, conversation, succession, latecomers, this::live);
    this.keeping =
        new SessionKeeping(
            at, this::writeNotes, newer -> event(new RoomEvent.Replaced(Optional.of(newer))));
    this.telling = new Telling(at);
    this.feedback = new Feedback(at);
    this.urgency = new Urgency(at, blocking, telling);
  }

  private Meetings meetings() {
    return meetings;
  }

  /**
   * Takes what has happened.
   *
   * @param now never before that of an earlier input
   * @return what is to be done, in this order
   */
  public List<Effect> take(Input input, Instant now) {
    at.begin(now);
    switch (input) {
      case Input.Begin begin -> begin(begin.found());
      case Input.Frame frame -> frame(frame.frame(), frame.raw());
      case Input.TooFast fast -> tooFast(fast);
      case Input.Heard heard -> at.leftNews().read();
      case Input.Event event -> event(event.event());
      case Input.NotHandedOn lost ->
          conversation.notHandedOn(lost.to(), lost.relay(), lost.handover());
      case Input.Remembered remembered -> {
        boolean unused = at.known().remembered(remembered.known());
      }
      case Input.Answer answer -> at.effects().answer(answer);
      case Input.Due due -> at.effects().due(due);
      case Input.Tick tick -> tick(tick.waking());
      case Input.Alive alive -> at.news().alive(alive.current());
      case Input.Refresh refresh -> refresh(refresh.lost());
      case Input.DataLost lost -> restore();
      case Input.NodesDied died -> conversation.nodesDied(died.nodes());
      case Input.End end -> ending.end(end.parting());
    }
    return at.effects().take();
  }

  /**
   * Takes the visitor's frame for the partner when nothing but passing it on is to be done: the way
   * of nearly every frame, on which no object is made.
   *
   * @return where to pass it on, or null when it has to be taken as an {@link Input.Frame}
   */
  public @Nullable Address straight(Relayed frame, Buffer raw, Instant now) {
    at.begin(now);
    return conversation.straight(frame, raw);
  }

  /**
   * Takes the partner's frame when it has only to be sent to the visitor: as {@link #straight}.
   *
   * @return false when it has to be taken as an {@link Input.Event}
   */
  public boolean passes(RoomEvent.Relay relay, Instant now) {
    at.begin(now);
    return conversation.passes(relay);
  }

  /** Whether a frame is taken even when the visitor is over its limit. */
  public boolean mustBeHeard(ClientFrame frame, Instant now) {
    at.begin(now);
    return urgency.mustBeHeard(frame);
  }

  /** Whether an answer is awaited: no frame may come before it has. */
  public boolean awaitsAnswer() {
    return at.inStep();
  }

  public VisitState state() {
    return at.state();
  }

  /** Whether the connection is gone. */
  public boolean isOver() {
    return at.isOver();
  }

  /** Whether the visitor waits in this lane. */
  public boolean waitsIn(Lane lane) {
    return at.waitsIn(lane);
  }

  /** Whether the visitor is in this room. */
  public boolean isIn(RoomId room) {
    return at.isIn(room);
  }

  private void begin(Found found) {
    found.lastSearch().ifPresent(searching::remember);
    at.remember(found.past());
    found.left().forEach(note -> at.roomEnded(note.room()));
    switch (found.standpoint()) {
      case Found.Nowhere nowhere -> {
        found.lastSearch().ifPresent(search -> conversation.foundNone());
        at.effects().add(new Effect.Welcome(State.IDLE, Optional.empty()));
      }
      case Found.InQueue in -> {
        searching.expect(in.search());
        at.effects().add(new Effect.Welcome(State.WAITING, Optional.empty()));
      }
      case Found.InRoom in -> {
        conversation.resume(in.room(), in.partner());
        at.effects().add(new Effect.Welcome(State.CHATTING, Optional.of(in.room())));
      }
    }
    found.left().forEach(note -> at.leftNews().tell(note.room(), note.reason()));
    conversation.announceResumed();
    searching.waitOn();
    sanctioning.look();
  }

  /** Time has passed: criteria widen, and a partner's grace may be over. */
  private void tick(boolean waking) {
    at.sweep();
    searching.sweep();
    conversation.sweep(waking);
    keeping.sweep(at.now());
    sanctioning.sweep();
    telling.sweep();
  }

  /** Puts a waiting visitor in again; has the partner and Redis told that a chat goes on. */
  private void refresh(boolean lost) {
    searching.refresh();
    if (lost) {
      keeping.mayBeLost();
    }
    if (at.state() instanceof Chatting chatting) {
      conversation.refresh(chatting, lost);
    }
  }

  /** Writes down again what is known here. */
  private void restore() {
    if (at.isOver()) {
      absence.restore();
      return;
    }
    if (at.state() instanceof Chatting chatting) {
      conversation.restore(chatting);
    }
    keeping.restore();
    searching.refresh();
    at.known().restore();
  }

  private void writeNotes() {
    at.leftNews().restore();
    searching.restore();
  }

  private void tooFast(Input.TooFast fast) {
    if (fast.frame() instanceof Relayed relayed) {
      conversation.tooFast(relayed, fast.time());
    }
  }

  private void frame(ClientFrame frame, Buffer raw) {
    if (at.isOver()) {
      return;
    }
    switch (frame) {
      case ClientFrame.Hello hello ->
          at.effects().send(Refusals.wrongState(hello, "This connection has said hello already."));
      case ClientFrame.Find find ->
          at.restraints()
              .refusal(find, find.mode())
              .ifPresentOrElse(at.effects()::send, () -> searching.find(find));
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

  private void event(RoomEvent event) {
    if (event instanceof RoomEvent.Sanctioned) {
      sanctioning.look();
    } else if (at.isOver()) {
      latecomers.take(event);
    } else {
      live(event);
    }
  }

  /** An event for a visitor who is there. */
  private void live(RoomEvent event) {
    switch (event) {
      case RoomEvent.Matched matched -> meetings.matched(matched.room());
      case RoomEvent.Rewound rewound -> meetings.rewound(rewound.room());
      case RoomEvent.Relay relay -> conversation.deliver(relay);
      case RoomEvent.Undelivered lost -> conversation.undelivered(lost);
      case RoomEvent.Ended over -> conversation.over(over);
      case RoomEvent.Here here -> conversation.here(here);
      case RoomEvent.Away away -> conversation.away(away);
      case RoomEvent.Missing missing -> conversation.missing(missing);
      case RoomEvent.Unmatched unmatched -> searching.refresh();
      case RoomEvent.Untold untold -> succession.untold(untold);
      case RoomEvent.StillIn in -> succession.stillIn(in, searching.waitsOn());
      case RoomEvent.Replaced replaced -> succession.replaced(replaced);
      case RoomEvent.Sanctioned sanctioned -> sanctioning.look();
      case RoomEvent.PartnerMuted muted -> conversation.partnerMuted(muted);
      case RoomEvent.Vouch vouch -> telling.vouch(vouch);
    }
  }

  private void next(ClientFrame.Next next) {
    Optional<ServerFrame> refusal = searching.refusal(next);
    if (refusal.isPresent() && at.state() instanceof Chatting chatting && at.isIn(next.room())) {
      // Nobody is kept in a room because a moderator lets them find no other.
      conversation.leaveRoom(chatting, Left.Reason.NEXT);
      at.effects().send(refusal.get());
      return;
    }
    boolean over = at.justEnded(next.room()) && !(at.state() instanceof Chatting);
    if (refusal.isPresent() && over && !(at.state() instanceof Waiting)) {
      at.effects().send(refusal.get());
    } else if (searching.hasSearched() && (at.isIn(next.room()) || over)) {
      at.pacing().leaving(at.now());
      searching.again(
          next,
          () -> {
            if (at.state() instanceof Chatting chatting) {
              conversation.leaveRoom(chatting, Left.Reason.NEXT);
            }
          });
    } else if (at.state() instanceof Chatting chatting && at.isIn(next.room())) {
      // Redis has lost what was searched for, but nobody is kept in a room for that.
      conversation.leaveRoom(chatting, Left.Reason.NEXT);
      at.effects()
          .send(Refusals.wrongState(next, "Your search is not known any more: send a find."));
    } else {
      conversation.outOfRoom(next);
    }
  }

  private void leave(ClientFrame.Leave leave) {
    if (at.state() instanceof Chatting chatting && at.isIn(leave.room())) {
      at.pacing().leaving(at.now());
      conversation.leaveRoom(chatting, Left.Reason.LEFT);
      at.idle();
    } else if (at.justEnded(leave.room()) && at.state() instanceof Waiting waiting) {
      searching.stopWaiting(leave, waiting.search());
    } else if (at.justEnded(leave.room()) && at.state() instanceof Idle) {
      at.idle();
    } else {
      conversation.outOfRoom(leave);
    }
  }
}
