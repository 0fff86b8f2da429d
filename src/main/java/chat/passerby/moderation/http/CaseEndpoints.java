package chat.passerby.moderation.http;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.audit.AuditEntry;
import chat.passerby.moderation.cases.CaseFiles;
import chat.passerby.moderation.cases.CaseFiles.CaseFile;
import chat.passerby.moderation.cases.Cases;
import chat.passerby.moderation.cases.Claim;
import chat.passerby.moderation.cases.Decisions;
import chat.passerby.moderation.cases.ListedCase;
import chat.passerby.moderation.cases.Made;
import chat.passerby.moderation.records.DeadlineSettings;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.moderation.staff.Permission;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.OpaqueText;
import chat.passerby.protocol.ReportId;
import chat.passerby.time.NodeClock;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What moderators do with cases. Whatever is read of one is in the audit before it is handed out.
 */
public final class CaseEndpoints {
  private static final int HISTORY = 20;
  private static final String CURSOR_SEPARATOR = "_";

  private final Cases cases;
  private final CaseFiles files;
  private final Decisions decisions;
  private final Sanctions sanctions;
  private final Audit audit;
  private final DeadlineSettings deadlines;
  private final NodeClock clock;

  public CaseEndpoints(
      Cases cases,
      CaseFiles files,
      Decisions decisions,
      Sanctions sanctions,
      Audit audit,
      DeadlineSettings deadlines,
      NodeClock clock) {
    this.cases = cases;
    this.files = files;
    this.decisions = decisions;
    this.sanctions = sanctions;
    this.audit = audit;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /** All of them. */
  public List<Endpoint> all() {
    StaffRole role = StaffRole.MODERATOR;
    return List.of(
        Endpoint.of(HttpMethod.GET, "/cases", role, this::list),
        Endpoint.of(HttpMethod.POST, "/cases/next", role, this::next),
        Endpoint.of(HttpMethod.GET, "/cases/:case", role, this::read),
        Endpoint.of(HttpMethod.POST, "/cases/:case/claim", role, this::claim),
        Endpoint.of(HttpMethod.GET, "/cases/:case/snapshots/:report", role, this::snapshot),
        Endpoint.of(HttpMethod.POST, "/cases/:case/decision", role, this::decide),
        Endpoint.of(HttpMethod.DELETE, "/decisions/:decision", role, this::undo));
  }

  private Future<Answer> list(StaffRequest request) {
    int limit = request.limit();
    Optional<ListedCase.Place> after = request.after().map(CaseEndpoints::place);
    String state = request.query("state").orElse("open");
    return switch (state) {
      case "open" ->
          cases
              .open(after, limit)
              .compose(
                  page ->
                      cases.count().map(count -> Answer.ok(page(page, limit).put("count", count))));
      case "decided" -> cases.decided(after, limit).map(page -> Answer.ok(page(page, limit)));
      default ->
          throw HttpRefusal.of(HttpError.BAD_VALUE, "The parameter state must be open or decided.");
    };
  }

  private JsonObject page(List<ListedCase> page, int limit) {
    JsonArray items = new JsonArray();
    page.forEach(each -> items.add(CaseJson.listed(each, deadlines, clock.instant())));
    return new JsonObject()
        .put("items", items)
        .put("next", page.size() < limit ? null : cursor(page.getLast().place()));
  }

  private static String cursor(ListedCase.Place last) {
    return last.score() + CURSOR_SEPARATOR + last.id().value();
  }

  private static ListedCase.Place place(String cursor) {
    int at = cursor.indexOf(CURSOR_SEPARATOR);
    String score = cursor.substring(0, Math.max(at, 0));
    String id = cursor.substring(at + 1);
    if (!score.matches("-?[0-9]{1,20}(\\.[0-9]{1,30})?(e[+-]?[0-9]{1,3})?")
        || !OpaqueText.isValid(id)) {
      throw HttpRefusal.of(
          HttpError.BAD_VALUE, "The parameter after must be what an earlier list has given.");
    }
    return new ListedCase.Place(score, new CaseId(id));
  }

  private Future<Answer> next(StaffRequest request) {
    request.body();
    return cases
        .next(by(request))
        .compose(
            claim ->
                claim instanceof Claim.Mine mine
                    ? show(request, mine.id(), AuditAction.CASE_CLAIMED)
                    : Future.succeededFuture(Answer.done()));
  }

  private Future<Answer> claim(StaffRequest request) {
    request.body();
    return cases
        .claim(caseOf(request), by(request))
        .compose(
            claim ->
                switch (claim) {
                  case Claim.Mine mine -> show(request, mine.id(), AuditAction.CASE_CLAIMED);
                  case Claim.Taken taken ->
                      throw HttpRefusal.of(HttpError.CLAIMED).with("by", taken.by());
                  case Claim.Over over ->
                      throw HttpRefusal.of(HttpError.DECIDED).with("by", over.by());
                  case Claim.Absent absent -> throw HttpRefusal.of(HttpError.NOT_FOUND);
                });
  }

  private Future<Answer> read(StaffRequest request) {
    return show(request, caseOf(request), AuditAction.CASE_READ);
  }

  private Future<Answer> show(StaffRequest request, CaseId id, AuditAction action) {
    return file(id)
        .compose(
            file ->
                audit
                    .append(by(request), action, id.value(), Map.of())
                    .compose(written -> sanctions.of(Subject.of(file.subject().device()), HISTORY))
                    .map(
                        history ->
                            Answer.ok(CaseJson.whole(file, history, deadlines, clock.instant()))));
  }

  private Future<CaseFile> file(CaseId id) {
    return files.read(id).map(file -> file.orElseThrow(() -> HttpRefusal.of(HttpError.NOT_FOUND)));
  }

  /**
   * A picture. Where somebody may be under age in any report of the case, all of its pictures need
   * a permission of their own.
   */
  private Future<Answer> snapshot(StaffRequest request) {
    CaseId id = caseOf(request);
    ReportId report = report(request);
    return file(id)
        .compose(
            file -> {
              if (file.delicate() && !request.member().may(Permission.MINORS)) {
                throw HttpRefusal.of(HttpError.FORBIDDEN);
              }
              return files.report(id, report);
            })
        .map(
            filed ->
                filed
                    .flatMap(its -> its.report().snapshot())
                    .map(CaseEndpoints::picture)
                    .orElseThrow(() -> HttpRefusal.of(HttpError.NOT_FOUND)))
        .compose(
            picture ->
                audit
                    .append(
                        new AuditEntry(
                            by(request),
                            AuditAction.SNAPSHOT_READ,
                            report.value(),
                            Map.of("case", id.value()),
                            Optional.of(audit.commit(picture))))
                    .map(written -> new Answer.Bytes("image/jpeg", picture)));
  }

  private static Buffer picture(String dataUrl) {
    byte[] jpeg = Base64.getDecoder().decode(dataUrl.substring(dataUrl.indexOf(',') + 1));
    return Buffer.buffer(jpeg);
  }

  private Future<Answer> decide(StaffRequest request) {
    RulingFields fields = RulingFields.read(request);
    CaseId id = caseOf(request);
    return file(id)
        .compose(
            file ->
                decisions
                    .make(id, by(request), fields.about(file.subject(), file.address()))
                    .map(made -> answer(made, fields.leavesOut(file.address()))));
  }

  private Answer answer(Made made, boolean addressLeftOut) {
    return switch (made) {
      case Made.Done done ->
          Answer.ok(
              new JsonObject()
                  .put("decision", done.id().value())
                  .put("effectiveAt", done.effective().toEpochMilli())
                  .put("undo", decisions.window().toMillis())
                  .put(
                      "leftOut",
                      addressLeftOut ? new JsonArray().add("address") : new JsonArray()));
      case Made.Over over -> throw HttpRefusal.of(HttpError.DECIDED).with("by", over.by());
      case Made.Taken taken -> throw HttpRefusal.of(HttpError.CLAIMED).with("by", taken.by());
      case Made.Absent absent -> throw HttpRefusal.of(HttpError.NOT_FOUND);
    };
  }

  private Future<Answer> undo(StaffRequest request) {
    request.body();
    String id = request.part("decision");
    if (!OpaqueText.isValid(id)) {
      throw HttpRefusal.of(HttpError.NOT_FOUND);
    }
    boolean mayAll = request.member().role().includes(StaffRole.SENIOR);
    return decisions
        .undo(new DecisionId(id), by(request), mayAll)
        .map(
            undone ->
                switch (undone) {
                  case DONE -> Answer.done();
                  case OVER -> throw HttpRefusal.of(HttpError.IN_EFFECT);
                  case OWN -> throw HttpRefusal.of(HttpError.FORBIDDEN);
                  case ABSENT -> throw HttpRefusal.of(HttpError.NOT_FOUND);
                });
  }

  private static String by(StaffRequest request) {
    return request.member().name().value();
  }

  private static CaseId caseOf(StaffRequest request) {
    String id = request.part("case");
    if (!OpaqueText.isValid(id)) {
      throw HttpRefusal.of(HttpError.NOT_FOUND);
    }
    return new CaseId(id);
  }

  private static ReportId report(StaffRequest request) {
    String id = request.part("report");
    if (!OpaqueText.isValid(id)) {
      throw HttpRefusal.of(HttpError.NOT_FOUND);
    }
    return new ReportId(id);
  }
}
