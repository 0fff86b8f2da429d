package chat.passerby.moderation.http;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.cases.CaseFiles;
import chat.passerby.moderation.cases.CaseFiles.CaseFile;
import chat.passerby.moderation.quality.BlindCases;
import chat.passerby.moderation.quality.BlindCases.Blind;
import chat.passerby.moderation.records.DeadlineSettings;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.time.NodeClock;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cases as a moderator sees them. Each is in the audit before it is handed out. */
final class ShownCases {
  private static final int HISTORY = 20;

  private final CaseFiles files;
  private final BlindCases blind;
  private final Sanctions sanctions;
  private final Audit audit;
  private final DeadlineSettings deadlines;
  private final NodeClock clock;

  ShownCases(
      CaseFiles files,
      BlindCases blind,
      Sanctions sanctions,
      Audit audit,
      DeadlineSettings deadlines,
      NodeClock clock) {
    this.files = files;
    this.blind = blind;
    this.sanctions = sanctions;
    this.audit = audit;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /** The look that the moderator has, if they have one. */
  Future<Optional<Blind>> atDesk(StaffRequest request) {
    return blind.looks().atDesk(request.member().name().value()).compose(blind::of);
  }

  Future<Answer> show(StaffRequest request, Blind its, AuditAction action) {
    return audited(request, action, its.look().id(), its.file())
        .map(
            all ->
                Answer.ok(
                    CaseJson.whole(its.file(), its.history(all), deadlines, clock.instant())));
  }

  /** Another case must not tell what was decided on the one that the moderator looks at blind. */
  Future<Answer> show(StaffRequest request, CaseId id, AuditAction action) {
    Future<Optional<Blind>> look = atDesk(request);
    return file(id)
        .compose(
            file ->
                audited(request, action, id, file)
                    .compose(history -> look.map(its -> shown(file, history, its))));
  }

  private Answer shown(CaseFile file, List<Sanction> history, Optional<Blind> look) {
    Optional<Blind> telling = look.filter(its -> its.isToldBy(file));
    return Answer.ok(
        CaseJson.whole(
            telling.map(its -> its.hidden(file)).orElse(file),
            telling.map(its -> its.hidden(history)).orElse(history),
            deadlines,
            clock.instant()));
  }

  /** Reads the history while the entry is on its way; what was read is handed out after it. */
  private Future<List<Sanction>> audited(
      StaffRequest request, AuditAction action, CaseId id, CaseFile file) {
    Future<List<Sanction>> history = sanctions.of(Subject.of(file.subject().device()), HISTORY);
    return audit
        .append(request.member().name().value(), action, id.value(), Map.of())
        .compose(written -> history);
  }

  Future<CaseFile> file(CaseId id) {
    return files.read(id).map(file -> file.orElseThrow(() -> HttpRefusal.of(HttpError.NOT_FOUND)));
  }
}
