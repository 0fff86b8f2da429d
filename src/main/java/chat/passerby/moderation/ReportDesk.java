package chat.passerby.moderation;

import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.ReportId;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.AddressTag;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes reports: each is written down with its evidence, sealed, and put where moderators look.
 *
 * <p>Room for reports is bounded, so that they never keep people from joining. When it is short, a
 * report is taken without its snapshot, then without its transcript; only when even that is too
 * much is it refused.
 *
 * <p>Each seal covers the report before. When two nodes file at once, the second is told which
 * report came between, and seals again. Bound to one event loop.
 */
public final class ReportDesk {
  /** When to try again after there was no room at all. */
  private static final Duration CROWDED = Duration.ofMinutes(1);

  /** How often to seal a report again; each lost race means that another one was filed. */
  private static final int TRIES = 50;

  private final FileReportScript script;
  private final NoteAgreementScript agreement;
  private final ReportMeters meters;
  private Seal head = Seal.NONE;

  public ReportDesk(ScriptRunner runner, ModerationSettings settings, ReportMeters meters) {
    this.script = new FileReportScript(runner, settings);
    this.agreement = new NoteAgreementScript(runner);
    this.meters = meters;
  }

  /** What the reporter is told. */
  public sealed interface Answer {}

  /** The receipt. */
  public record Taken(ReportId report) implements Answer {}

  /** The reporter's device or address has filed as many as it may. */
  public record TooMany(Duration retryAfter) implements Answer {}

  /** There is no room for it. */
  public record NoRoom(Duration retryAfter) implements Answer {}

  /**
   * Files a report; fails when Redis is away, and may be called again then.
   *
   * @param address where the reporter is
   * @param circumstances by which moderators see what comes first
   */
  public Future<Answer> file(Report report, AddressTag address, Circumstances circumstances) {
    return file(new Filing(ReportId.random(), report, address, circumstances), Extent.WHOLE)
        .onFailure(e -> meters.failed());
  }

  /**
   * Notes whether the other gateway has seen the same chat; what was noted first stays.
   *
   * @param minor whether the report has that reason
   */
  public Future<Void> noteAgreement(ReportId report, boolean minor, boolean agrees) {
    String key = ReportKeys.report(report, minor ? Reason.MINOR : Reason.OTHER);
    return agreement.run(key, agrees).mapEmpty();
  }

  private record Filing(
      ReportId id, Report report, AddressTag address, Circumstances circumstances) {}

  private Future<Answer> file(Filing filing, Extent extent) {
    Buffer evidence = ReportCodec.pack(extent.of(filing.report()));
    return attempt(filing, extent, evidence, TRIES);
  }

  private Future<Answer> attempt(Filing filing, Extent extent, Buffer evidence, int tries) {
    Report report = filing.report();
    return script
        .run(filing.id(), report, extent, evidence, filing.address(), filing.circumstances(), head)
        .compose(
            outcome ->
                switch (outcome) {
                  case FileReportScript.Filed filed ->
                      filed(filing.id(), report, extent, filed.report());
                  case FileReportScript.TooMany tooMany -> {
                    meters.tooMany();
                    yield Future.succeededFuture(new TooMany(tooMany.retryAfter()));
                  }
                  case FileReportScript.Moved moved -> {
                    head = moved.head();
                    yield tries > 1
                        ? attempt(filing, extent, evidence, tries - 1)
                        : Future.failedFuture("Other reports were filed first each time.");
                  }
                  case FileReportScript.Full full -> {
                    meters.full(full.bound());
                    Optional<Extent> less = extent.less(report);
                    if (less.isEmpty()) {
                      meters.noRoom();
                      yield Future.succeededFuture(new NoRoom(CROWDED));
                    }
                    yield file(filing, less.get());
                  }
                });
  }

  private Future<Answer> filed(ReportId id, Report report, Extent extent, ReportId written) {
    if (written.equals(id)) {
      meters.filed(report.reason());
      extent.leavesOut(report).forEach(meters::dropped);
    }
    return Future.succeededFuture(new Taken(written));
  }
}
