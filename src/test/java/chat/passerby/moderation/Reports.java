package chat.passerby.moderation;

import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RealRedis;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reports to file, and what Redis then holds of them. */
public final class Reports {
  static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  private Reports() {}

  /** A report about ben, from a session of anna's. */
  static Report from(String session, String room) {
    return report("anna", session, room, NOW, Optional.empty());
  }

  /** A report about ben, from a session of a device. */
  static Report by(String device, String session) {
    return report(device, session, "room", NOW, Optional.empty());
  }

  /** The same with a snapshot of about so many bytes. */
  static Report withSnapshot(String device, String session, int bytes) {
    return report(device, session, "room", NOW, Optional.of("x".repeat(bytes)));
  }

  /** The same with another time. */
  static Report at(Report report, Instant at) {
    return report(
        report.from().device().value(),
        report.from().session().value(),
        report.room().value(),
        at,
        report.snapshot());
  }

  private static Report report(
      String device, String session, String room, Instant at, Optional<String> snapshot) {
    return new Report(
        new RoomId(room),
        at,
        new Party(new SessionId(session), new DeviceId(device)),
        new Party(new SessionId("ben-session"), new DeviceId("ben")),
        Reason.HARASSMENT,
        Optional.of("a note"),
        snapshot,
        List.of(new Utterance(NOW.minusSeconds(1), true, "something bad")));
  }

  /** The report that Redis holds under an id. */
  public static Report read(RealRedis redis, String id) {
    return ReportCodec.unpack(field(redis, id, "evidence"));
  }

  /** What the case of a report knows of it. */
  public static ReportFacts facts(RealRedis redis, String id) {
    CaseId its = new CaseId(field(redis, id, "case").toString());
    Buffer packed = redis.hash(ReportKeys.facts(its)).get(id);
    return ReportFacts.unpack(Objects.requireNonNull(packed));
  }

  /** The ids that moderators see, oldest first. */
  public static List<String> open(RealRedis redis) {
    return redis.answer(Command.ZRANGE, ReportKeys.OPEN, 0, -1).stream()
        .map(Response::toString)
        .toList();
  }

  /** Whether a report's seal is that of its evidence and of the report before. */
  public static boolean isSealed(RealRedis redis, String id) {
    Seal previous = new Seal(field(redis, id, "previous").toString());
    return previous
        .next(field(redis, id, "evidence"))
        .hex()
        .equals(field(redis, id, "seal").toString());
  }

  static Buffer field(RealRedis redis, String id, String field) {
    Map<String, Buffer> fields = redis.hash(ReportKeys.report(new ReportId(id)));
    Buffer value = fields.get(field);
    if (value == null) {
      throw new AssertionError("report " + id + " has no " + field);
    }
    return value;
  }
}
