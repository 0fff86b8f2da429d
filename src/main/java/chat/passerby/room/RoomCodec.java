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

/** How a room is laid out as bytes; a {@link VersionMark} ends them. */
public final class RoomCodec {
  private static final int VERSION = 1;

  private RoomCodec() {}

  /** A room as it is kept in Redis. */
  public static Buffer pack(Room room) {
    PackedWriter out = new PackedWriter();
    room(out, room);
    return VersionMark.put(out, VERSION);
  }

  /** One of the two members in a packed room. */
  public static Buffer pack(Member member) {
    PackedWriter out = new PackedWriter();
    member(out, member);
    return out.packed();
  }

  /** What stands before the members, the older one first, in a packed room. */
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
    member(out, room.older());
    member(out, room.newer());
    afterMembers(out, room);
  }

  private static void beforeMembers(PackedWriter out, Room room) {
    Lane lane = room.lane();
    out.text(room.id().value()).text(lane.pool()).tag(MODES.of(lane.mode())).tag(lane.shard());
  }

  private static void afterMembers(PackedWriter out, Room room) {
    out.texts(room.interests()).texts(room.language().stream().toList());
  }

  /** Reads what {@link #room(PackedWriter, Room)} has written. */
  public static Room room(PackedReader in) {
    return new Room(
        new RoomId(in.text()),
        new Lane(in.text(), MODES.constant(in.tag()), in.tag()),
        member(in),
        member(in),
        in.texts(),
        in.texts().stream().findFirst());
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
