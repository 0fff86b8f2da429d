package chat.passerby.room;

import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.redis.PackedReader;
import chat.passerby.redis.PackedWriter;
import io.vertx.core.buffer.Buffer;

/** A room that ended for a member who was away, to be told when the session comes back. */
public record LeftNote(Room room, Left.Reason reason) {

  /** As it is kept with the session. */
  public Buffer pack() {
    return new PackedWriter().tag(reason.ordinal()).bytes(RoomEventCodec.pack(room)).packed();
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  public static LeftNote unpack(Buffer packed) {
    PackedReader in = new PackedReader(packed);
    Left.Reason reason = Left.Reason.values()[in.tag()];
    return new LeftNote(RoomEventCodec.unpackRoom(in.bytes()), reason);
  }
}
