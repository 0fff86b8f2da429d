package chat.passerby.visit;

import chat.passerby.visit.about.Rewinding;
import chat.passerby.visit.search.Searching;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Chatting;
import chat.passerby.visit.state.VisitState.Ended;
import chat.passerby.visit.state.VisitState.HandedOver;
import chat.passerby.visit.state.VisitState.Waiting;

/** The end of a connection: what becomes of the place in the queue, or of the chat. */
final class Ending {
  private final Standing at;
  private final Searching searching;
  private final Rewinding rewinding;
  private final Absence absence;

  Ending(Standing at, Searching searching, Rewinding rewinding, Absence absence) {
    this.at = at;
    this.searching = searching;
    this.rewinding = rewinding;
    this.absence = absence;
  }

  void end(Parting parting) {
    if (at.isOver()) {
      return;
    }
    if (parting != Parting.HANDED_OVER) {
      at.pacing().leaving(at.now());
    }
    if (parting == Parting.HANDED_OVER) {
      at.become(new HandedOver());
      at.effects().add(new Effect.HandOver());
      at.effects().add(new Effect.Deaf());
    } else if (parting == Parting.AWAY && !at.settings().grace().isZero()) {
      rewinding.end();
      stepAway();
    } else {
      rewinding.end();
      leaveForGood();
      at.effects().add(new Effect.Deaf());
    }
  }

  private void stepAway() {
    switch (at.state()) {
      case Waiting waiting -> absence.begin(() -> searching.park(waiting.search()));
      case Chatting chatting -> absence.begin(chatting);
      default -> absence.begin(() -> {});
    }
  }

  private void leaveForGood() {
    switch (at.state()) {
      case Waiting waiting -> {
        at.become(new Ended());
        at.effects().add(new Effect.Withdraw(waiting.search().lane()));
      }
      case Chatting chatting -> {
        at.effects().add(new Effect.HangUp(chatting.room(), chatting.partner()));
        at.exit(chatting.room(), new Ended());
        at.leftNews().tellNobody();
      }
      default -> at.become(new Ended());
    }
  }
}
