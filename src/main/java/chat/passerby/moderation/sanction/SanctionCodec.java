package chat.passerby.moderation.sanction;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.VersionMark;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.WireNamed;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays out what is kept of a sanction: what nodes need to know, and the rest. */
final class SanctionCodec {
  private static final int VERSION = 1;
  private static final Map<String, Reason> REASONS = WireNamed.index(Reason.class);

  private SanctionCodec() {}

  /** What nodes need to know. */
  record Packed(SanctionKind kind, List<Subject> subjects, Reason reason) {}

  /** The rest. The builds before had no grounds. */
  record Statement(String text, Optional<String> evidence, Optional<Order.Grounds> grounds) {}

  static Buffer pack(Packed packed) {
    PackedWriter out =
        new PackedWriter()
            .tag(SanctionKind.CODES.of(packed.kind()))
            .text(packed.reason().wireName())
            .tag(packed.subjects().size());
    packed
        .subjects()
        .forEach(subject -> out.tag(Subject.Kind.CODES.of(subject.kind())).text(subject.value()));
    return VersionMark.put(out, VERSION);
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another build. */
  static Packed unpack(Buffer bytes) {
    PackedReader in = VersionMark.reader(bytes, VERSION);
    SanctionKind kind = SanctionKind.CODES.constant(in.tag());
    Reason reason = REASONS.get(in.text());
    if (reason == null) {
      throw new IllegalArgumentException("A sanction has an unknown reason.");
    }
    List<Subject> subjects = new ArrayList<>();
    for (int left = in.tag(); left > 0; left--) {
      subjects.add(new Subject(Subject.Kind.CODES.constant(in.tag()), in.text()));
    }
    return new Packed(kind, subjects, reason);
  }

  static Buffer pack(Statement statement) {
    PackedWriter out =
        new PackedWriter()
            .text(statement.text())
            .texts(statement.evidence().stream().toList())
            .flag(statement.grounds().isPresent());
    statement
        .grounds()
        .ifPresent(
            its -> out.number(its.since().toEpochMilli()).flag(its.people()).flag(its.rules()));
    return VersionMark.put(out, VERSION);
  }

  /** Throws as {@link #unpack}. */
  static Statement statement(Buffer bytes) {
    PackedReader in = VersionMark.reader(bytes, VERSION);
    String text = in.text();
    Optional<String> evidence = in.texts().stream().findFirst();
    boolean known = !in.atEnd() && in.flag();
    return new Statement(
        text,
        evidence,
        known
            ? Optional.of(
                new Order.Grounds(Instant.ofEpochMilli(in.number()), in.flag(), in.flag()))
            : Optional.empty());
  }
}
