package chat.passerby.visit.about;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.moderation.sanction.Active;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.visit.chat.Conversation;
import chat.passerby.visit.search.Searching;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState;
import chat.passerby.visit.state.VisitState.Away;
import chat.passerby.visit.state.VisitState.Chatting;
import chat.passerby.visit.state.VisitState.Waiting;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of a visit that does as moderators decide. A ban ends it, whatever it was doing;
 * anything else is told, and told again when it holds no more.
 */
public final class Sanctioning {
  private final Standing at;
  private final Searching searching;
  private final Conversation conversation;
  private final Rewinding rewinding;

  public Sanctioning(
      Standing at, Searching searching, Conversation conversation, Rewinding rewinding) {
    this.at = at;
    this.searching = searching;
    this.conversation = conversation;
    this.rewinding = rewinding;
  }

  /** Something may have been decided about this visitor. */
  public void look() {
    at.effects().ask(new Question.ReadSanctions()).onSuccess(this::take);
  }

  /** Time has passed. */
  public void sweep() {
    searching.obey();
  }

  private void take(List<Active> now) {
    if (!now.isEmpty() && now.getLast().kind() == SanctionKind.BAN) {
      ban(now.getLast());
    } else if (!at.isOver()) {
      restrain(now);
    }
  }

  private void ban(Active ban) {
    switch (at.state()) {
      case Chatting chatting -> {
        conversation.leaveRoom(chatting, Left.Reason.BANNED);
        end(ban);
      }
      case Waiting waiting -> {
        at.effects().add(new Effect.Withdraw(waiting.search().lane()));
        end(ban);
      }
      case VisitState.Idle idle -> end(ban);
      case Away away -> {
        // Nobody is here to be told; a new hello will be refused.
        at.become(new VisitState.Ended());
        at.effects()
            .add(
                new Effect.LeaveRoom(
                    away.chat().room(), away.chat().partner(), Left.Reason.BANNED));
        at.effects().add(new Effect.Deaf());
      }
      case VisitState.Ended ended -> {}
      case VisitState.HandedOver handedOver -> {}
    }
  }

  private void end(Active ban) {
    rewinding.end();
    at.effects().add(new Effect.Banned(ban));
    at.become(new VisitState.Ended());
    at.close(CloseCode.BANNED);
    at.effects().add(new Effect.Deaf());
  }

  private void restrain(List<Active> now) {
    List<Active> before = at.restraints().all();
    boolean wasMuted = at.restraints().muteMedia();
    at.restraints().become(now);
    without(now, before).forEach(one -> at.effects().add(new Effect.Notice(one, false)));
    without(before, now).stream()
        .filter(one -> one.holds(at.now()))
        .forEach(one -> at.effects().add(new Effect.Notice(one, true)));
    boolean isMuted = at.restraints().muteMedia();
    if (isMuted != wasMuted) {
      tellPartner(isMuted);
    }
    searching.obey();
  }

  private void tellPartner(boolean muted) {
    if (at.state() instanceof Chatting chatting && chatting.room().lane().mode() != Mode.TEXT) {
      at.tell(chatting.partner(), new RoomEvent.PartnerMuted(chatting.room().id(), muted));
    }
  }

  /** Those of the first list that the second one does not have. */
  private static List<Active> without(List<Active> some, List<Active> others) {
    Set<String> known = others.stream().map(one -> one.id().value()).collect(Collectors.toSet());
    return some.stream().filter(one -> !known.contains(one.id().value())).toList();
  }
}
