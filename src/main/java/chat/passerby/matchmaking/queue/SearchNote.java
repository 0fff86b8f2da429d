package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.VersionMark;
import chat.passerby.protocol.Mode;
import chat.passerby.room.Lane;
import chat.passerby.room.WireCodes;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * What a session last searched for, for a {@code next} that it sends by another connection.
 *
 * @param lane where it began to wait; none in a note of a build that did not write it
 */
public record SearchNote(Mode mode, Criteria criteria, Optional<Lane> lane) {
  private static final int VERSION = 1;

  /** A search that begins in a lane. */
  public static SearchNote of(Lane lane, Criteria criteria) {
    return new SearchNote(lane.mode(), criteria, Optional.of(lane));
  }

  /**
   * As it is kept with the session. A build that does not know the lane reads what is before it.
   */
  public Buffer pack() {
    PackedWriter out =
        new PackedWriter()
            .tag(WireCodes.MODES.of(mode))
            .texts(criteria.interests())
            .texts(criteria.languages())
            .flag(criteria.hold());
    lane.ifPresent(begun -> out.text(begun.pool()).tag(begun.shard()));
    return VersionMark.put(out, VERSION);
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  public static SearchNote unpack(Buffer packed) {
    PackedReader in = VersionMark.reader(packed, VERSION);
    Mode mode = WireCodes.MODES.constant(in.tag());
    Criteria criteria = new Criteria(in.texts(), in.texts(), in.flag());
    return new SearchNote(
        mode,
        criteria,
        in.atEnd() ? Optional.empty() : Optional.of(new Lane(in.text(), mode, in.tag())));
  }
}
