package chat.passerby.visit;

import chat.passerby.session.KeptSessions;
import chat.passerby.visit.about.Rewinding;
import chat.passerby.visit.search.Searching;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Search;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState;
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
      handOver();
    } else if (parting == Parting.AWAY && !at.settings().grace().isZero()) {
      rewinding.end();
      stepAway();
    } else {
      rewinding.end();
      leaveForGood();
      at.effects().add(new Effect.Deaf());
    }
  }

  /**
   * Others look after the session by now. A match that they have seen made and undone, and of which
   * the visitor was not told, must not cost it its place, and its end is no news. A newer
   * connection has the place, or none: a ticket that this one has put in behind its look is
   * nobody's.
   */
  private void handOver() {
    VisitState before = at.state();
    at.become(new HandedOver());
    at.effects().add(new Effect.HandOver());
    if (before instanceof Waiting waiting) {
      at.effects()
          .ask(new Question.KeepSession())
          .onSuccess(
              outcome -> {
                if (outcome instanceof KeptSessions.Newer) {
                  at.effects().add(new Effect.Withdraw(waiting.search().lane()));
                } else {
                  keepPlace(waiting.search());
                  forgetEnds();
                }
              });
    }
    at.effects().add(new Effect.Deaf());
  }

  private void keepPlace(Search search) {
    at.effects()
        .ask(new Question.FindPlace())
        .onSuccess(
            found -> {
              if (found.isEmpty()) {
                searching.park(search);
              }
            });
  }

  private void forgetEnds() {
    at.effects()
        .ask(new Question.FindEnds())
        .onSuccess(
            ends ->
                ends.stream()
                    .filter(room -> !at.hasLeft(room))
                    .forEach(room -> at.effects().ask(new Question.ForgetEnd(room))));
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
        at.effects().add(new Effect.PassOn(chatting.room(), chatting.partner(), true));
        at.exit(chatting.room(), new Ended());
        at.leftNews().tellNobody();
      }
      default -> at.become(new Ended());
    }
  }
}
