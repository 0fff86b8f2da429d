package chat.passerby.moderation.http;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.cases.CaseReader;
import chat.passerby.moderation.cases.CaseReader.KeptCase;
import chat.passerby.moderation.cases.ListedCase.CaseState;
import chat.passerby.moderation.quality.Agreement;
import chat.passerby.moderation.quality.Figures;
import chat.passerby.moderation.quality.FiguresReader;
import chat.passerby.moderation.quality.GoldenCases;
import chat.passerby.moderation.quality.Look;
import chat.passerby.moderation.quality.Looks;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.OpaqueText;
import chat.passerby.protocol.WireNamed;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How well moderators decide, and the cases that show it. */
public final class QualityEndpoints {
  private static final String DISMISSED = "dismissed";
  private static final Map<String, Reason> REASONS = WireNamed.index(Reason.class);

  private final FiguresReader figures;
  private final Looks looks;
  private final GoldenCases golden;
  private final CaseReader reader;
  private final Audit audit;

  public QualityEndpoints(
      FiguresReader figures, Looks looks, GoldenCases golden, CaseReader reader, Audit audit) {
    this.figures = figures;
    this.looks = looks;
    this.golden = golden;
    this.reader = reader;
    this.audit = audit;
  }

  /** All of them. */
  public List<Endpoint> all() {
    StaffRole admin = StaffRole.ADMIN;
    return List.of(
        Endpoint.of(HttpMethod.GET, "/quality", StaffRole.MODERATOR, this::read),
        Endpoint.of(HttpMethod.GET, "/quality/differences", admin, this::differences),
        Endpoint.of(HttpMethod.GET, "/quality/golden", admin, this::listGolden),
        Endpoint.of(HttpMethod.POST, "/quality/golden", admin, this::keep),
        Endpoint.of(HttpMethod.DELETE, "/quality/golden/:case", admin, this::drop));
  }

  private Future<Answer> read(StaffRequest request) {
    return figures.read().map(its -> Answer.ok(described(its)));
  }

  private static JsonObject described(Figures its) {
    JsonArray rules = new JsonArray();
    its.rules().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            rule ->
                rules.add(
                    new JsonObject()
                        .put("rule", rule.getKey())
                        .put("right", rule.getValue().upheld())
                        .put("decided", rule.getValue().decided())));
    long pictures = its.opened() + its.unopened();
    return new JsonObject()
        .put("months", FiguresReader.MONTHS)
        .put("second", agreement(its.second()))
        .put("golden", agreement(its.golden()))
        .put("decisions", its.decisions())
        .put("withPictures", pictures)
        .put("unopenedShare", pictures == 0 ? null : (double) its.unopened() / pictures)
        .put("medianTime", its.median().map(Duration::toMillis).orElse(null))
        .put("p90Time", its.p90().map(Duration::toMillis).orElse(null))
        .put("rules", rules);
  }

  private static JsonObject agreement(Agreement its) {
    return new JsonObject()
        .put("n", its.count())
        .put("kappa", orNull(its.kappa()))
        .put("share", orNull(its.share()));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private Future<Answer> differences(StaffRequest request) {
    return looks
        .differing(request.limit())
        .map(
            all -> {
              JsonArray items = new JsonArray();
              all.forEach(each -> items.add(described(each)));
              return Answer.ok(new JsonObject().put("items", items));
            });
  }

  private static JsonObject described(Look its) {
    return new JsonObject()
        .put("case", its.about().value())
        .put("kind", its.kind().wireName())
        .put("by", its.by())
        .put("verdict", its.verdict())
        .put("secondBy", its.claimedBy().orElse(null))
        .put("secondVerdict", its.judged().orElse(null))
        .put("at", its.claimed().toEpochMilli());
  }

  private Future<Answer> listGolden(StaffRequest request) {
    return golden
        .all()
        .map(
            all -> {
              JsonArray items = new JsonArray();
              all.forEach(
                  each ->
                      items.add(
                          new JsonObject()
                              .put("case", each.about().value())
                              .put("verdict", each.verdict())));
              return Answer.ok(new JsonObject().put("items", items));
            });
  }

  /** The admin says what is right, which need not be what was decided. */
  private Future<Answer> keep(StaffRequest request) {
    Fields body = request.body("case", "verdict");
    CaseId id =
        body.choice(
            "case",
            text -> Optional.of(text).filter(OpaqueText::isValid).map(CaseId::new),
            "the id of a case");
    String verdict =
        body.choice(
            "verdict",
            text ->
                Optional.of(text).filter(its -> its.equals(DISMISSED) || REASONS.containsKey(its)),
            "dismissed or a reason");
    return reader
        .read(id)
        .compose(
            found -> {
              KeptCase its =
                  found
                      .filter(each -> each.state() == CaseState.DECIDED)
                      .orElseThrow(() -> HttpRefusal.of(HttpError.NOT_FOUND));
              return audit
                  .append(
                      request.member().name().value(),
                      AuditAction.GOLDEN_KEPT,
                      id.value(),
                      Map.of("verdict", verdict))
                  .compose(
                      written ->
                          golden.keep(
                              id,
                              its.decidedBy().orElse(""),
                              verdict,
                              its.decided().orElseThrow()));
            })
        .map(
            kept -> {
              if (!kept) {
                throw HttpRefusal.of(HttpError.NOT_FOUND);
              }
              return Answer.done();
            });
  }

  private Future<Answer> drop(StaffRequest request) {
    request.body();
    String id = request.part("case");
    if (!OpaqueText.isValid(id)) {
      throw HttpRefusal.of(HttpError.NOT_FOUND);
    }
    return audit
        .append(request.member().name().value(), AuditAction.GOLDEN_DROPPED, id, Map.of())
        .compose(written -> golden.drop(new CaseId(id)))
        .map(
            dropped -> {
              if (!dropped) {
                throw HttpRefusal.of(HttpError.NOT_FOUND);
              }
              return Answer.done();
            });
  }
}
