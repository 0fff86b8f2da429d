package chat.passerby.moderation;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.VersionMark;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.protocol.WireNamed;
import chat.passerby.session.AddressTag;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A report without its evidence, as its case keeps it.
 *
 * @param at when it was filed
 */
public record ReportFacts(Party from, Reason reason, Instant at, Circumstances circumstances) {
  private static final int VERSION = 1;
  private static final Map<String, Reason> REASONS = WireNamed.index(Reason.class);

  Buffer pack() {
    PackedWriter out =
        new PackedWriter()
            .text(from.session().value())
            .text(from.device().value())
            .text(reason.wireName())
            .number(at.toEpochMilli())
            .texts(circumstances.address().map(AddressTag::value).stream().toList())
            .texts(circumstances.network().map(AddressTag::value).stream().toList())
            .texts(circumstances.subject().map(AddressTag::value).stream().toList());
    optional(out, circumstances.begun().map(Instant::toEpochMilli));
    optional(
        out,
        circumstances.met().isPresent()
            ? Optional.of(circumstances.met().getAsLong())
            : Optional.empty());
    return VersionMark.put(out, VERSION);
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another build. */
  public static ReportFacts unpack(Buffer packed) {
    PackedReader in = VersionMark.reader(packed, VERSION);
    Party from = new Party(new SessionId(in.text()), new DeviceId(in.text()));
    Reason reason = REASONS.get(in.text());
    if (reason == null) {
      throw new IllegalArgumentException("A report has an unknown reason.");
    }
    Instant at = Instant.ofEpochMilli(in.number());
    Optional<AddressTag> address = tag(in);
    Optional<AddressTag> network = tag(in);
    Optional<AddressTag> subject = tag(in);
    Optional<Instant> begun = number(in).map(Instant::ofEpochMilli);
    OptionalLong met = number(in).map(OptionalLong::of).orElse(OptionalLong.empty());
    return new ReportFacts(
        from, reason, at, new Circumstances(address, network, begun, subject, met));
  }

  private static void optional(PackedWriter out, Optional<Long> value) {
    out.flag(value.isPresent());
    value.ifPresent(out::number);
  }

  private static Optional<Long> number(PackedReader in) {
    return in.flag() ? Optional.of(in.number()) : Optional.empty();
  }

  private static Optional<AddressTag> tag(PackedReader in) {
    return in.texts().stream().findFirst().map(AddressTag::new);
  }
}
