package chat.passerby.moderation.http;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.audit.AuditEntry;
import chat.passerby.moderation.cases.CaseFiles;
import chat.passerby.moderation.cases.Cases;
import chat.passerby.moderation.cases.Claim;
import chat.passerby.moderation.cases.Decisions;
import chat.passerby.moderation.cases.ListedCase;
import chat.passerby.moderation.cases.Made;
import chat.passerby.moderation.cases.Ruling;
import chat.passerby.moderation.quality.BlindCases;
import chat.passerby.moderation.quality.BlindCases.Blind;
import chat.passerby.moderation.quality.Looks;
import chat.passerby.moderation.records.DeadlineSettings;
import chat.passerby.moderation.sanction.Sanctions;
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
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What moderators do with cases. Whatever is read of one is in the audit before it is handed out.
 */
public final class CaseEndpoints {
  private final Cases cases;
  private final CaseFiles files;
  private final Decisions decisions;
  private final BlindCases blind;
  private final ShownCases shown;
  private final Audit audit;
  private final DeadlineSettings deadlines;
  private final NodeClock clock;

  public CaseEndpoints(
      Cases cases,
      CaseFiles files,
      Decisions decisions,
      Looks looks,
      Sanctions sanctions,
      Audit audit,
      DeadlineSettings deadlines,
      NodeClock clock) {
    this.cases = cases;
    this.files = files;
    this.decisions = decisions;
    this.blind = new BlindCases(looks, files);
    this.shown = new ShownCases(files, blind, sanctions, audit, deadlines, clock);
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
        Endpoint.of(HttpMethod.DELETE, "/cases/:case/claim", role, this::giveBack),
        Endpoint.of(HttpMethod.GET, "/cases/:case/snapshots/:report", role, this::snapshot),
        Endpoint.of(HttpMethod.POST, "/cases/:case/decision", role, this::decide),
        Endpoint.of(HttpMethod.DELETE, "/decisions/:decision", role, this::undo));
  }

  private Future<Answer> list(StaffRequest request) {
    int limit = request.limit();
    Optional<ListedCase.Place> after = request.after().map(CaseJson::place);
    String state = request.query("state").orElse("open");
    return switch (state) {
      case "open" ->
          Future.all(cases.open(after, limit), cases.count(), atDesk(request, after.isEmpty()))
              .map(
                  all -> {
                    Optional<Blind> mine = all.resultAt(2);
                    JsonObject page =
                        CaseJson.page(all.resultAt(0), limit, deadlines, clock.instant());
                    mine.ifPresent(its -> page.getJsonArray("items").add(0, listed(its, request)));
                    long more = mine.isPresent() ? 1 : 0;
                    return Answer.ok(page.put("count", all.<Long>resultAt(1) + more));
                  });
      case "decided" ->
          cases
              .decided(after, limit)
              .map(page -> Answer.ok(CaseJson.page(page, limit, deadlines, clock.instant())));
      default ->
          throw HttpRefusal.of(HttpError.BAD_VALUE, "The parameter state must be open or decided.");
    };
  }

  private Future<Optional<Blind>> atDesk(StaffRequest request, boolean isFirstPage) {
    return isFirstPage ? shown.atDesk(request) : Future.succeededFuture(Optional.empty());
  }

  private JsonObject listed(Blind its, StaffRequest request) {
    return CaseJson.listed(its.listed(by(request)), deadlines, clock.instant());
  }

  private Future<Answer> next(StaffRequest request) {
    request.body();
    return blind
        .looks()
        .next(by(request), false)
        .compose(blind::of)
        .compose(
            look ->
                look.isPresent()
                    ? shown.show(request, look.get(), AuditAction.CASE_CLAIMED)
                    : nextOpen(request));
  }

  private Future<Answer> nextOpen(StaffRequest request) {
    return cases
        .next(by(request))
        .compose(
            claim ->
                claim instanceof Claim.Mine mine
                    ? shown.show(request, mine.id(), AuditAction.CASE_CLAIMED)
                    : blind
                        .looks()
                        .next(by(request), true)
                        .compose(blind::of)
                        .compose(
                            look ->
                                look.isPresent()
                                    ? shown.show(request, look.get(), AuditAction.CASE_CLAIMED)
                                    : Future.succeededFuture(Answer.done())));
  }

  /** Answers for a look of the moderator's own, and for a case of that id otherwise. */
  private Future<Answer> either(
      StaffRequest request, Function<Blind, Future<Answer>> look, Supplier<Future<Answer>> other) {
    return blind
        .looks()
        .find(caseOf(request), by(request))
        .compose(blind::of)
        .compose(its -> its.map(look).orElseGet(other));
  }

  private Future<Answer> claim(StaffRequest request) {
    request.body();
    return either(
        request,
        look -> shown.show(request, look, AuditAction.CASE_CLAIMED),
        () -> claimOpen(request));
  }

  private Future<Answer> claimOpen(StaffRequest request) {
    return cases
        .claim(caseOf(request), by(request))
        .compose(
            claim ->
                switch (claim) {
                  case Claim.Mine mine -> shown.show(request, mine.id(), AuditAction.CASE_CLAIMED);
                  case Claim.Taken taken ->
                      throw HttpRefusal.of(HttpError.CLAIMED).with("by", taken.by());
                  case Claim.Over over ->
                      throw HttpRefusal.of(HttpError.DECIDED).with("by", over.by());
                  case Claim.Absent absent -> throw HttpRefusal.of(HttpError.NOT_FOUND);
                });
  }

  /** Back to the queue at once; what was claimed by mistake need not wait. */
  private Future<Answer> giveBack(StaffRequest request) {
    request.body();
    CaseId id = caseOf(request);
    return either(
            request,
            look -> blind.looks().giveBack(look.look(), by(request)).map(Answer.done()),
            () -> cases.giveBack(id, by(request)).map(CaseEndpoints::givenBack))
        .compose(
            done ->
                audit
                    .append(by(request), AuditAction.CASE_GIVEN_BACK, id.value(), Map.of())
                    .map(done));
  }

  private static Answer givenBack(Claim claim) {
    return switch (claim) {
      case Claim.Mine mine -> Answer.done();
      case Claim.Taken taken -> throw HttpRefusal.of(HttpError.CLAIMED).with("by", taken.by());
      case Claim.Over over -> throw HttpRefusal.of(HttpError.DECIDED).with("by", over.by());
      case Claim.Absent absent -> throw HttpRefusal.of(HttpError.NOT_FOUND);
    };
  }

  private Future<Answer> read(StaffRequest request) {
    return either(
        request,
        look -> shown.show(request, look, AuditAction.CASE_READ),
        () -> shown.show(request, caseOf(request), AuditAction.CASE_READ));
  }

  /**
   * A picture. Where somebody may be under age in any report of the case, all of its pictures need
   * a permission of their own.
   */
  private Future<Answer> snapshot(StaffRequest request) {
    return either(
        request,
        look -> snapshot(request, look.look().about()),
        () -> snapshot(request, caseOf(request)));
  }

  private Future<Answer> snapshot(StaffRequest request, CaseId id) {
    ReportId report = report(request);
    return shown
        .file(id)
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
                    .map(CaseJson::picture)
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
                    .compose(written -> cases.opened(id, by(request)))
                    .map(written -> new Answer.Bytes("image/jpeg", picture)));
  }

  private Future<Answer> decide(StaffRequest request) {
    RulingFields fields = RulingFields.read(request);
    return either(
        request,
        look -> judge(request, look, fields),
        () -> decide(request, caseOf(request), fields));
  }

  private Future<Answer> decide(StaffRequest request, CaseId id, RulingFields fields) {
    return shown
        .file(id)
        .compose(
            file ->
                decisions
                    .make(
                        id,
                        by(request),
                        fields.about(file.subject(), file.address()),
                        file.reports().stream()
                            .anyMatch(each -> each.report().snapshot().isPresent()))
                    .map(made -> answer(made, fields.leavesOut(file.address()))));
  }

  /** Nobody is sanctioned by it: what the moderator has decided is only compared. */
  private Future<Answer> judge(StaffRequest request, Blind its, RulingFields fields) {
    Ruling ruling = fields.about(its.file().subject(), its.file().address());
    return audit
        .append(
            by(request),
            AuditAction.LOOK_JUDGED,
            its.look().about().value(),
            Map.of("verdict", ruling.verdict()))
        .compose(written -> blind.looks().judge(its.look(), by(request), ruling))
        .map(made -> answer(made, fields.leavesOut(its.file().address())));
  }

  private Answer answer(Made made, boolean addressLeftOut) {
    return CaseJson.made(made, addressLeftOut, decisions.window());
  }

  private Future<Answer> undo(StaffRequest request) {
    request.body();
    DecisionId id = new DecisionId(id(request, "decision"));
    boolean mayAll = request.member().role().includes(StaffRole.SENIOR);
    return blind
        .looks()
        .undo(id, by(request))
        .compose(
            look ->
                look.map(Future::succeededFuture)
                    .orElseGet(() -> decisions.undo(id, by(request), mayAll)))
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
    return new CaseId(id(request, "case"));
  }

  private static ReportId report(StaffRequest request) {
    return new ReportId(id(request, "report"));
  }

  private static String id(StaffRequest request, String part) {
    String id = request.part(part);
    if (!OpaqueText.isValid(id)) {
      throw HttpRefusal.of(HttpError.NOT_FOUND);
    }
    return id;
  }
}
