package chat.passerby.room;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Short ways to write rooms and who is in them. */
public final class Rooms {
  static final Lane LANE = new Lane(Lane.DEFAULT_POOL, Mode.TEXT);

  private Rooms() {}

  public static Address address(String session, long epoch, String node) {
    return new Address(new SessionId(session), epoch, new NodeId(node));
  }

  /** A room with these members, the one who waited longest first. */
  public static Room room(String id, Address... members) {
    return new Room(
        new RoomId(id),
        LANE,
        Stream.of(members)
            .map(member -> new Member(member, new DeviceId("device-of-" + member.session())))
            .toList(),
        List.of("chess"),
        Optional.of("en"));
  }
}
