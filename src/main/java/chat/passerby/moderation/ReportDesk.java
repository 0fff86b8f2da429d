package chat.passerby.moderation;

import chat.passerby.protocol.ReportId;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes reports: each is written down with its evidence, sealed, and put where moderators look.
 *
 * <p>Every report is sealed over the one before. Two nodes that file at once both know the same
 * one; the second is told which came between, and seals again. Bound to one event loop.
 */
public final class ReportDesk {
  /** How long reports are kept. */
  static final Duration LIFETIME = Duration.ofDays(30);

  private static final Duration WINDOW = Duration.ofHours(1);

  /** Each lost race was won by another report. */
  private static final int TRIES = 50;

  private final FileReportScript script;
  private final int perHour;
  private final ReportMeters meters;
  private Seal head = Seal.NONE;

  public ReportDesk(ScriptRunner runner, ModerationSettings settings, ReportMeters meters) {
    this.script = new FileReportScript(runner);
    this.perHour = settings.reportsPerHour();
    this.meters = meters;
  }

  /**
   * What the reporter is told.
   *
   * @param report the receipt, unless the device has filed as many as it may
   * @param retryAfter until one more is taken, when that is so
   */
  public record Answer(Optional<ReportId> report, Duration retryAfter) {}

  /** Files a report; fails when Redis is away, and may be called again then. */
  public Future<Answer> file(Report report) {
    return attempt(ReportId.random(), report, ReportCodec.pack(report), TRIES)
        .onFailure(e -> meters.failed());
  }

  private Future<Answer> attempt(ReportId id, Report report, Buffer evidence, int tries) {
    return script
        .run(id, report, evidence, head, LIFETIME, perHour, WINDOW)
        .compose(
            outcome ->
                switch (outcome) {
                  case FileReportScript.Filed filed -> filed(id, report, filed.report());
                  case FileReportScript.TooMany tooMany -> {
                    meters.tooMany();
                    yield Future.succeededFuture(
                        new Answer(Optional.empty(), tooMany.retryAfter()));
                  }
                  case FileReportScript.Moved moved -> {
                    head = moved.head();
                    yield tries > 1
                        ? attempt(id, report, evidence, tries - 1)
                        : Future.failedFuture("Other reports always came first.");
                  }
                });
  }

  private Future<Answer> filed(ReportId id, Report report, ReportId written) {
    if (written.equals(id)) {
      meters.filed(report.reason());
    }
    return Future.succeededFuture(new Answer(Optional.of(written), Duration.ZERO));
  }
}
