package chat.passerby.visit;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.visit.about.Rewinding;
import chat.passerby.visit.chat.Conversation;
import chat.passerby.visit.chat.Succession;
import chat.passerby.visit.search.Searching;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Waiting;
import java.util.function.Consumer;

/**
 * The news that there is a partner. It comes as an event, by the queue's answer, or both, and
 * counts once; while this node does not know that it is alive, it waits.
 */
final class Meetings {
  private final Standing at;
  private final Searching searching;
  private final Rewinding rewinding;
  private final Conversation conversation;
  private final Succession succession;
  private final Latecomers latecomers;
  private final Consumer<RoomEvent> replay;

  /**
   * @param replay takes what came about a room before the news of it
   */
  Meetings(
      Standing at,
      Searching searching,
      Rewinding rewinding,
      Conversation conversation,
      Succession succession,
      Latecomers latecomers,
      Consumer<RoomEvent> replay) {
    this.at = at;
    this.searching = searching;
    this.rewinding = rewinding;
    this.conversation = conversation;
    this.succession = succession;
    this.latecomers = latecomers;
    this.replay = replay;
  }

  /** A partner was found. */
  void matched(Room room) {
    tell(room, () -> match(room));
  }

  /** An earlier partner is back. */
  void rewound(Room room) {
    tell(room, () -> rewinding.enter(room));
  }

  /** The queue tells of a room before the news of it have come. */
  void taken(Room room) {
    tell(
        room,
        () -> {
          if (rewinding.expects(room)) {
            rewinding.enter(room);
          } else {
            match(room);
          }
        });
  }

  private void tell(Room room, Runnable enter) {
    at.news()
        .tell(
            () -> {
              if (at.isOver()) {
                latecomers.take(room);
              } else {
                enter.run();
              }
            });
  }

  private void match(Room room) {
    if (at.isIn(room.id()) || at.justEnded(room.id()) || at.hasLeft(room.id())) {
      return;
    }
    if (!(at.state() instanceof Waiting waiting)) {
      at.disown(room);
      return;
    }
    if (!room.memberOf(at.self().session()).address().equals(at.self())) {
      succession.takeOver(room, false);
      return;
    }
    if (at.known().isBlocked(at.partnerDevice(room))) {
      // The block was not in the ticket yet, or not in that of another tab.
      at.disown(room);
      at.lastRoom(room.id());
      searching.refresh();
      return;
    }
    searching.announce();
    conversation.begin(room, false, replay);
    Lane lane = waiting.search().lane();
    if (!lane.equals(room.lane())) {
      // An older connection waited elsewhere.
      at.effects().add(new Effect.Withdraw(lane));
    }
  }
}
