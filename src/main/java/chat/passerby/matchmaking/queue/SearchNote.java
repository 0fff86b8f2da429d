package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.VersionMark;
import chat.passerby.protocol.Mode;
import chat.passerby.room.WireCodes;
import io.vertx.core.buffer.Buffer;

/** What a session last searched for, for a {@code next} that it sends by another connection. */
public record SearchNote(Mode mode, Criteria criteria) {
  private static final int VERSION = 1;

  /** As it is kept with the session. */
  public Buffer pack() {
    return VersionMark.put(
        new PackedWriter()
            .tag(WireCodes.MODES.of(mode))
            .texts(criteria.interests())
            .texts(criteria.languages())
            .flag(criteria.hold()),
        VERSION);
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  public static SearchNote unpack(Buffer packed) {
    PackedReader in = VersionMark.reader(packed, VERSION);
    Mode mode = WireCodes.MODES.constant(in.tag());
    return new SearchNote(mode, new Criteria(in.texts(), in.texts(), in.flag()));
  }
}
