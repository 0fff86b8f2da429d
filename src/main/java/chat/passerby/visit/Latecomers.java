package chat.passerby.visit;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Partner;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState;

/** Handles what arrives for a visit whose connection is gone: frames and matches go back. */
final class Latecomers {
  private final Standing at;
  private final Absence absence;

  Latecomers(Standing at, Absence absence) {
    this.at = at;
    this.absence = absence;
  }

  void take(RoomEvent event) {
    switch (event) {
      case RoomEvent.Matched matched -> take(matched.room());
      case RoomEvent.Rewound rewound -> take(rewound.room());
      case RoomEvent.Relay relay -> {
        at.effects().add(new Effect.GiveBack(relay));
        absence.sayAway(relay.room(), relay.from());
      }
      case RoomEvent.Here here -> absence.here(here);
      case RoomEvent.Ended over -> absence.over(over);
      case RoomEvent.Untold untold ->
          absence.over(new RoomEvent.Ended(untold.room(), untold.reason()));
      case RoomEvent.StillIn in -> {}
      case RoomEvent.Replaced replaced -> absence.replaced(replaced);
      case RoomEvent.Undelivered lost -> {}
      case RoomEvent.Away away -> {}
      case RoomEvent.Missing missing -> {}
      case RoomEvent.Unmatched unmatched -> {}
      case RoomEvent.Sanctioned sanctioned -> {}
      case RoomEvent.PartnerMuted muted -> {}
      case RoomEvent.Vouch vouch -> {}
    }
  }

  /**
   * A match that the visitor has not heard of is left to a newer connection, or undone; a chat that
   * has begun is kept.
   */
  void take(Room room) {
    if (at.state() instanceof VisitState.HandedOver) {
      passOn(room);
    } else if (!absence.isAbout(room.id())) {
      Address partner = Partner.of(room, at.self().session()).address();
      at.effects().add(new Effect.PassOn(room, partner, false));
    }
  }

  /** When there is no newer connection, others look after the match. */
  private void passOn(Room room) {
    at.effects()
        .ask(new Question.FindSession())
        .onSuccess(
            latest ->
                latest
                    .filter(connection -> connection.epoch() > at.self().epoch())
                    .ifPresent(newer -> at.tell(newer, new RoomEvent.Matched(room))));
  }
}
