package chat.passerby.room;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.VersionMark;
import chat.passerby.protocol.ServerFrame.Left;
import io.vertx.core.buffer.Buffer;

/** A room that ended for a member who was away, to be told when the session comes back. */
public record LeftNote(Room room, Left.Reason reason) {
  private static final int VERSION = 1;

  /** As it is kept with the session. */
  public Buffer pack() {
    return VersionMark.put(
        new PackedWriter().tag(WireCodes.REASONS.of(reason)).bytes(RoomCodec.pack(room)), VERSION);
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  public static LeftNote unpack(Buffer packed) {
    PackedReader in = VersionMark.reader(packed, VERSION);
    Left.Reason reason = WireCodes.REASONS.constant(in.tag());
    return new LeftNote(RoomCodec.unpack(in.bytes()), reason);
  }
}
