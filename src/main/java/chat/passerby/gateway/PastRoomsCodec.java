package chat.passerby.gateway;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.room.RoomCodec;
import chat.passerby.visit.state.PastRoom;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How the last rooms of a session are kept with it in Redis. No version mark follows them, because
 * the previous build would read it as one more room. Each room has a mark of its own.
 */
public final class PastRoomsCodec {
  private PastRoomsCodec() {}

  public static Buffer pack(List<PastRoom> newestFirst) {
    PackedWriter out = new PackedWriter();
    for (PastRoom past : newestFirst) {
      out.number(past.ended().toEpochMilli()).bytes(RoomCodec.pack(past.room()));
    }
    return out.packed();
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  static List<PastRoom> unpack(Buffer packed) {
    PackedReader in = new PackedReader(packed);
    List<PastRoom> rooms = new ArrayList<>();
    while (!in.atEnd()) {
      Instant ended = Instant.ofEpochMilli(in.number());
      rooms.add(new PastRoom(RoomCodec.unpack(in.bytes()), ended));
    }
    return List.copyOf(rooms);
  }
}
