package chat.passerby.moderation;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays a report out as the bytes that are sealed and kept: the same report, the same bytes. */
public final class ReportCodec {
  private static final int VERSION = 1;

  private ReportCodec() {}

  static Buffer pack(Report report) {
    PackedWriter out =
        new PackedWriter()
            .tag(VERSION)
            .text(report.room().value())
            .number(report.at().toEpochMilli());
    party(out, report.from());
    party(out, report.about());
    out.text(report.reason().wireName())
        .texts(report.note().stream().toList())
        .texts(report.snapshot().stream().toList())
        .number(report.transcript().size());
    for (Utterance utterance : report.transcript()) {
      out.number(utterance.at().toEpochMilli()).flag(utterance.byPartner()).text(utterance.text());
    }
    return out.packed();
  }

  /**
   * Reads what was packed.
   *
   * @throws IllegalArgumentException or IndexOutOfBoundsException for bytes of another version
   */
  public static Report unpack(Buffer evidence) {
    PackedReader in = new PackedReader(evidence);
    if (in.tag() != VERSION) {
      throw new IllegalArgumentException("A report is of another version.");
    }
    RoomId room = new RoomId(in.text());
    Instant at = Instant.ofEpochMilli(in.number());
    Party from = party(in);
    Party about = party(in);
    Reason reason = reason(in.text());
    Optional<String> note = in.texts().stream().findFirst();
    Optional<String> snapshot = in.texts().stream().findFirst();
    List<Utterance> transcript = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      transcript.add(new Utterance(Instant.ofEpochMilli(in.number()), in.flag(), in.text()));
    }
    return new Report(room, at, from, about, reason, note, snapshot, transcript);
  }

  private static void party(PackedWriter out, Party party) {
    out.text(party.session().value()).text(party.device().value());
  }

  private static Party party(PackedReader in) {
    return new Party(new SessionId(in.text()), new DeviceId(in.text()));
  }

  private static Reason reason(String name) {
    for (Reason reason : Reason.values()) {
      if (reason.wireName().equals(name)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("A report has an unknown reason.");
  }
}
