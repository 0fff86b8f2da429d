package chat.passerby.moderation;

import chat.passerby.protocol.ReportId;
import chat.passerby.redis.Replies;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;

/** Writes a report down with its seal, once for each reporter and room. */
final class FileReportScript {
  private static final Script SCRIPT = Script.load("file_report");

  private final ScriptRunner runner;

  FileReportScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** What came of it. */
  sealed interface Outcome {}

  /** It is written down, now or by an earlier call, under this id. */
  record Filed(ReportId report) implements Outcome {}

  /** The reporter's device has filed as many as it may; after that time it may again. */
  record TooMany(Duration retryAfter) implements Outcome {}

  /** Another report was filed since: seal it anew, after that one. */
  record Moved(Seal head) implements Outcome {}

  /**
   * Files a report.
   *
   * @param id its name, unless it has one already
   * @param previous the seal of the last report, as far as is known
   * @param limit reports of one device in {@code window}; 0 is no limit
   */
  Future<Outcome> run(
      ReportId id,
      Report report,
      Buffer evidence,
      Seal previous,
      Duration lifetime,
      int limit,
      Duration window) {
    List<String> keys =
        List.of(
            ReportKeys.filed(report.room(), report.from().session()),
            ReportKeys.report(id),
            ReportKeys.OPEN,
            ReportKeys.HEAD,
            ReportKeys.count(report.from().device()));
    List<Object> args =
        List.of(
            id.value(),
            previous.hex(),
            previous.next(evidence).hex(),
            evidence,
            report.at().toEpochMilli(),
            lifetime.toMillis(),
            limit,
            window.toMillis());
    return runner.run(SCRIPT, keys, args).map(FileReportScript::outcome);
  }

  private static Outcome outcome(Response reply) {
    Response value = reply.get(1);
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "filed" -> new Filed(new ReportId(value.toString()));
      case "too-many" -> new TooMany(Duration.ofMillis(Math.max(1, Replies.number(value))));
      case "moved" -> new Moved(new Seal(value.toString()));
      default -> throw new IllegalStateException("The script answered " + kind);
    };
  }
}
