package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.protocol.Mode;
import chat.passerby.redis.PackedReader;
import chat.passerby.redis.PackedWriter;
import io.vertx.core.buffer.Buffer;

/** What a session last searched for, for a {@code next} that it sends by another connection. */
public record SearchNote(Mode mode, Criteria criteria) {

  /** As it is kept with the session. */
  public Buffer pack() {
    return new PackedWriter()
        .tag(mode.ordinal())
        .texts(criteria.interests())
        .texts(criteria.languages())
        .flag(criteria.hold())
        .packed();
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  public static SearchNote unpack(Buffer packed) {
    PackedReader in = new PackedReader(packed);
    Mode mode = Mode.values()[in.tag()];
    return new SearchNote(mode, new Criteria(in.texts(), in.texts(), in.flag()));
  }
}
