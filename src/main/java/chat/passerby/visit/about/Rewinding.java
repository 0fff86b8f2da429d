package chat.passerby.visit.about;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.chat.Conversation;
import chat.passerby.visit.search.Searching;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Partner;
import chat.passerby.visit.state.PastRoom;
import chat.passerby.visit.state.Pending;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Refusals;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState;
import chat.passerby.visit.state.VisitState.Chatting;
import chat.passerby.visit.state.VisitState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The part of a visit that goes back to an earlier partner. Who asks first hears nothing; the
 * second one's gateway learns of the new room, tells the first and, only when that is heard, enters
 * it itself. Whatever either is doing by then ends.
 */
public final class Rewinding {
  /** How long after the end of a chat one may ask for it. */
  public static final Duration WINDOW = Duration.ofSeconds(30);

  private final Standing at;
  private final Searching searching;
  private final Conversation conversation;
  private final Consumer<RoomEvent> replay;
  private final List<PastRoom> asked = new ArrayList<>(0);

  /**
   * @param replay takes what came about the new room before this side was in it
   */
  public Rewinding(
      Standing at, Searching searching, Conversation conversation, Consumer<RoomEvent> replay) {
    this.at = at;
    this.searching = searching;
    this.conversation = conversation;
    this.replay = replay;
  }

  public void rewind(ClientFrame.Rewind rewind) {
    Instant now = at.now();
    Optional<PastRoom> past = at.past().find(rewind.room(), WINDOW, now);
    Optional<ServerFrame> refusal =
        past.flatMap(known -> at.restraints().refusal(rewind, known.room().lane().mode()));
    if (refusal.isPresent()) {
      at.effects().send(refusal.get());
    } else if (at.isIn(rewind.room())) {
      at.effects().send(Refusals.wrongState(rewind, "You are in that room."));
    } else if (past.isEmpty()) {
      at.effects().send(Refusals.forgottenRoom(rewind));
    } else if (at.known().isBlockedHere(at.partnerDevice(past.get().room()))) {
      at.effects().send(Refusals.blocked(rewind));
    } else if (!at.known().isBlocked(at.partnerDevice(past.get().room()))) {
      // Whoever was blocked must not notice, and asks in vain.
      ask(rewind, past.get(), now);
    }
  }

  /** A room that was made of two asks, whoever asked last; also when that is news no more. */
  public void enter(Room room) {
    if (at.isIn(room.id()) || at.justEnded(room.id()) || at.hasLeft(room.id())) {
      return;
    }
    asked.removeIf(past -> isSamePair(past.room(), room));
    if (at.known().isBlocked(at.partnerDevice(room))) {
      at.disown(room);
      searching.refresh();
      return;
    }
    searching.announce();
    switch (at.state()) {
      case Waiting waiting -> {
        if (!waiting.search().lane().equals(room.lane())) {
          at.become(new VisitState.Idle());
          at.effects().add(new Effect.Withdraw(waiting.search().lane()));
        }
      }
      case Chatting chatting -> conversation.leaveRoom(chatting, Left.Reason.NEXT);
      default -> {}
    }
    conversation.begin(room, true, replay);
  }

  /** Whether a room that the queue tells of is one that this visit has asked for. */
  public boolean expects(Room room) {
    forget(past -> past.left(WINDOW, at.now()).isNegative());
    return asked.stream().anyMatch(past -> isSamePair(past.room(), room));
  }

  /** Asks for a device no more. */
  public void takeBack(DeviceId device) {
    takeBack(past -> at.partnerDevice(past.room()).equals(device));
  }

  /** Asks for nobody any more. */
  public void end() {
    takeBack(past -> true);
  }

  private void takeBack(Predicate<PastRoom> which) {
    for (PastRoom past : asked.stream().filter(which).toList()) {
      at.effects().attempt(() -> at.effects().ask(new Question.TakeBackRewind(past.room())));
    }
    forget(which);
  }

  /** The visitor was told that it has not asked, unless it asks once more. */
  private void takeBackRefused(PastRoom past) {
    forget(past::equals);
    at.effects()
        .attempt(
            () ->
                asked.contains(past)
                    ? Pending.done()
                    : at.effects().ask(new Question.TakeBackRewind(past.room())));
  }

  private void ask(ClientFrame.Rewind rewind, PastRoom past, Instant now) {
    forget(before -> before.equals(past) || before.left(WINDOW, now).isNegative());
    asked.add(past);
    Room again = past.room().again(at.settings().roomIds().get());
    at.early().mayRewind(true);
    Pending<Boolean> undone =
        at.effects()
            .ask(
                new Question.AskRewind(
                    past.room(),
                    again,
                    new Member(at.self(), at.known().self()),
                    past.left(WINDOW, now)))
            // It may have been carried out all the same.
            .onFailure(e -> undo(again))
            .compose(both -> both.map(this::meet).orElseGet(() -> Pending.of(false)));
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
          at.effects().send(Refusals.unavailable(rewind, e));
        });
  }

  /** Both have asked: the partner is told first. The answer is whether nothing came of it. */
  private Pending<Boolean> meet(Room room) {
    return at.deliver(partner(room), new RoomEvent.Rewound(room))
        .map(
            told -> {
              boolean stands = told == Handover.TAKEN && !at.isOver();
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
    at.tell(partner(room), new RoomEvent.Unmatched(room.id()));
  }

  private void settled() {
    at.early().mayRewind(false);
    if (!(at.state() instanceof Waiting)) {
      at.forgetEarly();
    }
  }

  private void forget(Predicate<PastRoom> which) {
    asked.removeIf(which);
  }

  private Address partner(Room room) {
    return Partner.of(room, self()).address();
  }

  private SessionId self() {
    return at.self().session();
  }

  private boolean isSamePair(Room one, Room other) {
    return one.lane().equals(other.lane())
        && partner(one).session().equals(partner(other).session());
  }
}
