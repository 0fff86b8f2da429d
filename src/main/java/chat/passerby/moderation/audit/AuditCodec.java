package chat.passerby.moderation.audit;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Lays an entry out as the bytes that are keyed and kept: the same entry, the same bytes. */
final class AuditCodec {
  private static final int VERSION = 1;

  private AuditCodec() {}

  static Buffer pack(long number, Instant at, String keyId, AuditEntry entry) {
    PackedWriter out =
        new PackedWriter()
            .tag(VERSION)
            .number(number)
            .number(at.toEpochMilli())
            .text(keyId)
            .text(entry.actor())
            .text(entry.action().wireName())
            .text(entry.subject())
            .number(entry.details().size());
    entry.details().forEach((name, value) -> out.text(name).text(value));
    return out.texts(entry.evidence().stream().map(Commitment::hex).toList()).packed();
  }

  /**
   * Reads what was packed.
   *
   * @throws IllegalArgumentException or IndexOutOfBoundsException for other bytes
   */
  static AuditRecord unpack(Buffer packed) {
    PackedReader in = new PackedReader(packed);
    if (in.tag() != VERSION) {
      throw new IllegalArgumentException("An entry of the audit is of another version.");
    }
    long number = in.number();
    Instant at = Instant.ofEpochMilli(in.number());
    String keyId = in.text();
    String actor = in.text();
    String action = in.text();
    String subject = in.text();
    Map<String, String> details = new TreeMap<>();
    for (long left = in.number(); left > 0; left--) {
      details.put(in.text(), in.text());
    }
    return new AuditRecord(
        number,
        at,
        keyId,
        actor,
        action,
        subject,
        details,
        in.texts().stream().findFirst().map(Commitment::new));
  }
}
