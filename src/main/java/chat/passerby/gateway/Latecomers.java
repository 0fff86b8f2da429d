package chat.passerby.gateway;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.room.Room;

/** What comes for a visit whose connection is gone: nothing of it is lost without a word. */
final class Latecomers {
  private final Standing at;
  private final Absence absence;
  private final Succession succession;
  private boolean handedOver;

  Latecomers(Standing at, Absence absence, Succession succession) {
    this.at = at;
    this.absence = absence;
    this.succession = succession;
  }

  /** The session goes on elsewhere: its matches are no business of this connection. */
  void handedOver() {
    handedOver = true;
  }

  void take(RoomEvent event) {
    switch (event) {
      case RoomEvent.Matched matched -> take(matched.room());
      case RoomEvent.Rewound rewound -> take(rewound.room());
      case RoomEvent.Relay relay -> {
        at.parts.courier().giveBack(relay);
        absence.sayAway(relay.room(), relay.from());
      }
      case RoomEvent.Here here -> absence.here(here);
      case RoomEvent.Ended over -> absence.over(over);
      case RoomEvent.Untold untold ->
          absence.over(new RoomEvent.Ended(untold.room(), untold.reason()));
      case RoomEvent.StillIn in -> {}
      case RoomEvent.Replaced replaced -> {
        absence.chatting().ifPresent(chatting -> succession.handOver(chatting, replaced));
        absence.end();
      }
      case RoomEvent.Undelivered lost -> {}
      case RoomEvent.Away away -> {}
      case RoomEvent.Missing missing -> {}
      case RoomEvent.Unmatched unmatched -> {}
    }
  }

  /** A match that nobody has heard of is none; a chat that has begun waits for the return. */
  void take(Room room) {
    if (!handedOver && !absence.isAbout(room.id())) {
      at.disown(room);
    }
  }
}
