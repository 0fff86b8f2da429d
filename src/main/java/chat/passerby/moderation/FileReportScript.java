package chat.passerby.moderation;

import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.ReportId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.session.AddressTag;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Writes a report down with its seal, once for each reporter and room, within all bounds. */
final class FileReportScript {
  private static final Script SCRIPT = Script.load("file_report");

  /** For how long reports are counted. */
  static final Duration COUNT_WINDOW = Duration.ofHours(1);

  /** For how long the bytes of a device or an address are counted. */
  static final Duration BYTES_WINDOW = Duration.ofDays(1);

  /** How many reports a case ranks and shows; further ones are kept and counted. */
  static final int FACTS = 200;

  private static final AddressTag NOWHERE = new AddressTag("");

  private final ScriptRunner runner;
  private final ModerationSettings settings;

  FileReportScript(ScriptRunner runner, ModerationSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /** What came of it. */
  sealed interface Outcome {}

  /** It is written down, now or by an earlier call, under this id. */
  record Filed(ReportId report) implements Outcome {}

  /** The reporter's device or address has filed as many as it may; after that time it may again. */
  record TooMany(Duration retryAfter) implements Outcome {}

  /** Another report was filed since: seal it anew, after that one. */
  record Moved(Seal head) implements Outcome {}

  /** There is no room for this much. */
  record Full(Bound bound) implements Outcome {}

  /** The bound that a report would have exceeded. */
  enum Bound {
    /** The bytes of all reports. */
    ALL,
    /** The bytes of one address in a day. */
    ADDRESS,
    /** The bytes of one device in a day. */
    DEVICE,
    /** The share of its memory that Redis may use. */
    MEMORY
  }

  /**
   * Files a report.
   *
   * @param id its name, unless it has one already
   * @param extent how much of the report {@code evidence} is
   * @param address where the reporter is
   * @param circumstances by which the case is ranked
   * @param previous the seal of the last report, as far as is known
   */
  Future<Outcome> run(
      ReportId id,
      Report report,
      Extent extent,
      Buffer evidence,
      AddressTag address,
      Circumstances circumstances,
      Seal previous) {
    List<String> keys =
        List.of(
            ReportKeys.filed(report.room(), report.from().session()),
            ReportKeys.report(id, report.reason()),
            ReportKeys.OPEN,
            ReportKeys.HEAD,
            ReportKeys.ENDS,
            ReportKeys.TOTAL,
            ReportKeys.count(report.from().device()),
            ReportKeys.count(address),
            ReportKeys.bytes(report.from().device()),
            ReportKeys.bytes(address),
            ReportKeys.subject(report.about().device()),
            ReportKeys.UNRANKED,
            ReportKeys.AGES,
            ReportKeys.CASES,
            ReportKeys.QUEUE,
            ReportKeys.CLAIMED,
            ReportKeys.DECIDED,
            ReportKeys.at(circumstances.subject().orElse(NOWHERE)),
            ReportKeys.delicate(report.about().device()),
            ReportKeys.RECENT);
    List<Object> args =
        List.of(
            id.value(),
            previous.hex(),
            previous.next(evidence).hex(),
            evidence,
            extent.wireName(),
            report.at().toEpochMilli(),
            Lifetimes.of(report.reason()).toMillis(),
            COUNT_WINDOW.toMillis(),
            settings.reportsPerHour(),
            settings.reportsPerAddress(),
            BYTES_WINDOW.toMillis(),
            settings.evidenceBytes(),
            settings.evidenceBytesPerDevice(),
            settings.evidenceBytesPerAddress(),
            settings.evidenceMemory(),
            CaseId.random().value(),
            ReportKeys.CASE,
            ReportKeys.CASE_REPORTS,
            report.about().device().value(),
            report.about().session().value(),
            circumstances.subject().orElse(NOWHERE).value(),
            circumstances.met().isPresent() ? Long.toString(circumstances.met().getAsLong()) : "",
            new ReportFacts(report.from(), report.reason(), report.at(), circumstances).pack(),
            FACTS,
            extent.rank(report),
            Lifetimes.MARGIN.toMillis(),
            ReportKeys.REPORT,
            ReportKeys.MINOR,
            report.reason() == Reason.MINOR ? "1" : "0",
            ReportKeys.MONTH,
            "report:"
                + report.reason().wireName()
                + (report.from().isRule() ? ":machine" : ":person"));
    return runner.run(SCRIPT, keys, args).map(FileReportScript::outcome);
  }

  private static Outcome outcome(Response reply) {
    Response value = reply.get(1);
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "filed" -> new Filed(new ReportId(value.toString()));
      case "too-many" -> new TooMany(Duration.ofMillis(Math.max(1, Replies.number(value))));
      case "moved" -> new Moved(new Seal(value.toString()));
      case "full" -> new Full(Bound.valueOf(value.toString().toUpperCase(Locale.ROOT)));
      default -> throw new IllegalStateException("The script answered " + kind);
    };
  }
}
