package chat.passerby.room;

import static chat.passerby.room.WireCodes.MODES;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.VersionMark;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How a room is laid out as bytes; a {@link VersionMark} ends them.
 *
 * <p>A room of two has the form that it always had, in which nothing says how many members follow.
 * In any other room the number of members stands in front of the mode, as a negative tag. A build
 * that only knows rooms of two takes that for a mode that it does not know, and skips the room.
 */
public final class RoomCodec {
  private static final int VERSION = 1;

  /** How many members a room has whose bytes do not say it. */
  private static final int UNTOLD = 2;

  private RoomCodec() {}

  /** A room as it is kept in Redis. */
  public static Buffer pack(Room room) {
    PackedWriter out = new PackedWriter();
    room(out, room);
    return VersionMark.put(out, VERSION);
  }

  /** One of the members in a packed room. */
  public static Buffer pack(Member member) {
    PackedWriter out = new PackedWriter();
    member(out, member);
    return out.packed();
  }

  /** What stands before the members, in their order, in a packed room. */
  public static Buffer packBeforeMembers(Room room) {
    PackedWriter out = new PackedWriter();
    beforeMembers(out, room);
    return out.packed();
  }

  /** What stands behind the members in a packed room. */
  public static Buffer packAfterMembers(Room room) {
    PackedWriter out = new PackedWriter();
    afterMembers(out, room);
    return VersionMark.put(out, VERSION);
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  public static Room unpack(Buffer packed) {
    return room(VersionMark.reader(packed, VERSION));
  }

  /** Writes a room into something larger, without a version of its own. */
  public static void room(PackedWriter out, Room room) {
    beforeMembers(out, room);
    room.members().forEach(member -> member(out, member));
    afterMembers(out, room);
  }

  private static void beforeMembers(PackedWriter out, Room room) {
    Lane lane = room.lane();
    out.text(room.id().value()).text(lane.pool());
    if (room.members().size() != UNTOLD) {
      out.tag(-room.members().size());
    }
    out.tag(MODES.of(lane.mode())).tag(lane.shard());
  }

  private static void afterMembers(PackedWriter out, Room room) {
    out.texts(room.interests()).texts(room.language().stream().toList());
  }

  /** Reads what {@link #room(PackedWriter, Room)} has written. */
  public static Room room(PackedReader in) {
    RoomId id = new RoomId(in.text());
    String pool = in.text();
    int first = in.tag();
    int mode = first < 0 ? in.tag() : first;
    Lane lane = new Lane(pool, MODES.constant(mode), in.tag());
    return new Room(
        id,
        lane,
        members(in, first < 0 ? -first : UNTOLD),
        in.texts(),
        in.texts().stream().findFirst());
  }

  private static List<Member> members(PackedReader in, int count) {
    List<Member> members = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      members.add(member(in));
    }
    return members;
  }

  private static void member(PackedWriter out, Member member) {
    address(out, member.address());
    out.text(member.device().value());
  }

  private static Member member(PackedReader in) {
    return new Member(address(in), new DeviceId(in.text()));
  }

  /** Writes the address of a connection into something larger. */
  public static void address(PackedWriter out, Address address) {
    out.text(address.session().value()).number(address.epoch()).text(address.node().value());
  }

  /** Reads what {@link #address(PackedWriter, Address)} has written. */
  public static Address address(PackedReader in) {
    return new Address(new SessionId(in.text()), in.number(), new NodeId(in.text()));
  }
}
