package chat.passerby.cluster.peer;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.NodeId;
import io.vertx.core.buffer.Buffer;

/**
 * The first thing that is said on a link.
 *
 * @param from who opens it
 * @param to who is meant
 * @param channel of which sequence of messages this is the way
 * @param nonce the opener's fresh number
 */
record PeerHello(NodeId from, NodeId to, long channel, Buffer nonce) {
  private static final String MAGIC = "passerby link 1";

  Buffer pack() {
    return new PackedWriter()
        .text(MAGIC)
        .text(from.value())
        .text(to.value())
        .number(channel)
        .bytes(nonce)
        .packed();
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  static PeerHello unpack(Buffer packed) {
    PackedReader in = new PackedReader(packed);
    if (!in.text().equals(MAGIC)) {
      throw new IllegalArgumentException("This is no hello of a link.");
    }
    PeerHello hello =
        new PeerHello(new NodeId(in.text()), new NodeId(in.text()), in.number(), in.bytes());
    if (hello.nonce().length() != PeerKey.NONCE_BYTES || !in.atEnd()) {
      throw new IllegalArgumentException("This is no hello of a link.");
    }
    return hello;
  }
}
