package chat.passerby.delivery;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;
import chat.passerby.room.LeftNote;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of everything that is packed with a code, by its name in the golden files. */
final class PackedSamples {
  private static final Address ANNA = new Address(new SessionId("anna"), 7, new NodeId("n1"));
  private static final Address BEN = new Address(new SessionId("ben"), 8, new NodeId("n2"));
  private static final RoomId ID = new RoomId("r");
  static final Room ROOM = room(Mode.TEXT);

  private PackedSamples() {}

  static Map<String, Room> rooms() {
    Map<String, Room> rooms = new LinkedHashMap<>();
    for (Mode mode : Mode.values()) {
      rooms.put("room-" + mode.wireName(), room(mode));
    }
    return rooms;
  }

  static Map<String, SearchNote> searches() {
    Map<String, SearchNote> notes = new LinkedHashMap<>();
    Criteria criteria = new Criteria(List.of("chess"), List.of("en"), true);
    for (Mode mode : Mode.values()) {
      notes.put("search-" + mode.wireName(), new SearchNote(mode, criteria, Optional.empty()));
    }
    return notes;
  }

  /** With the lane, which the first builds of version 1 neither wrote nor read. */
  static Map<String, SearchNote> searchesInLanes() {
    Map<String, SearchNote> notes = new LinkedHashMap<>();
    searches()
        .forEach(
            (name, note) ->
                notes.put(
                    name + "-in-lane",
                    SearchNote.of(new Lane("default", note.mode(), 3), note.criteria())));
    return notes;
  }

  static Map<String, LeftNote> ends() {
    Map<String, LeftNote> notes = new LinkedHashMap<>();
    for (Left.Reason reason : Left.Reason.values()) {
      notes.put("left-" + reason.wireName(), new LeftNote(ROOM, reason));
    }
    return notes;
  }

  static Map<String, RoomEvent> events() {
    Map<String, RoomEvent> events = new LinkedHashMap<>();
    events.put("matched", new RoomEvent.Matched(ROOM));
    events.put("rewound", new RoomEvent.Rewound(ROOM));
    for (Kind kind : Kind.values()) {
      Optional<String> ref = kind == Kind.CHAT ? Optional.of("1") : Optional.empty();
      events.put(
          "relay-" + kind.wireName(), new RoomEvent.Relay(ID, BEN, kind, ref, Buffer.buffer("{}")));
      events.put(
          "undelivered-" + kind.wireName(), new RoomEvent.Undelivered(ID, kind, Optional.of("1")));
    }
    for (Left.Reason reason : Left.Reason.values()) {
      events.put("ended-" + reason.wireName(), new RoomEvent.Ended(ROOM, reason, Optional.of(BEN)));
      events.put("untold-" + reason.wireName(), new RoomEvent.Untold(ROOM, reason));
    }
    events.put("ended-by-nobody", new RoomEvent.Ended(ROOM, Left.Reason.GONE));
    events.put("here", new RoomEvent.Here(ID, BEN));
    events.put("away", new RoomEvent.Away(ID, BEN));
    events.put("missing", new RoomEvent.Missing(ID, BEN));
    events.put("unmatched", new RoomEvent.Unmatched(ID));
    events.put("replaced", new RoomEvent.Replaced(Optional.of(BEN)));
    events.put("still-in", new RoomEvent.StillIn(ROOM, BEN));
    events.put("sanctioned", new RoomEvent.Sanctioned());
    events.put("partner-muted", new RoomEvent.PartnerMuted(ID, true));
    events.put(
        "vouch", new RoomEvent.Vouch(ID, new ReportId("p"), true, Buffer.buffer(new byte[] {7})));
    return events;
  }

  static RoomEventCodec.Delivery toAnna(RoomEvent event) {
    return new RoomEventCodec.Delivery(ANNA, event);
  }

  private static Room room(Mode mode) {
    return new Room(
        ID,
        new Lane("default", mode, 3),
        List.of(new Member(ANNA, new DeviceId("d1")), new Member(BEN, new DeviceId("d2"))),
        List.of("chess"),
        Optional.of("en"));
  }
}
