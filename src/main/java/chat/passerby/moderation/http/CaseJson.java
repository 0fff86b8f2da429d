package chat.passerby.moderation.http;

import chat.passerby.moderation.Report;
import chat.passerby.moderation.Utterance;
import chat.passerby.moderation.cases.CaseFiles.CaseFile;
import chat.passerby.moderation.cases.CaseFiles.Filed;
import chat.passerby.moderation.cases.CaseSummary;
import chat.passerby.moderation.cases.ListedCase;
import chat.passerby.moderation.cases.ListedCase.CaseState;
import chat.passerby.moderation.cases.Made;
import chat.passerby.moderation.records.DeadlineSettings;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.OpaqueText;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cases as moderators get them. */
final class CaseJson {
  private static final String CURSOR_SEPARATOR = "_";

  private CaseJson() {}

  /** A page of a list. */
  static JsonObject page(
      List<ListedCase> page, int limit, DeadlineSettings deadlines, Instant now) {
    JsonArray items = new JsonArray();
    page.forEach(each -> items.add(listed(each, deadlines, now)));
    return new JsonObject()
        .put("items", items)
        .put("next", page.size() < limit ? null : cursor(page.getLast().place()));
  }

  private static String cursor(ListedCase.Place last) {
    return last.score() + CURSOR_SEPARATOR + last.id().value();
  }

  /** Where a page ended. */
  static ListedCase.Place place(String cursor) {
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

  /** What a decision is answered with. */
  static Answer made(Made made, boolean addressLeftOut, Duration undo) {
    return switch (made) {
      case Made.Done done ->
          Answer.ok(
              new JsonObject()
                  .put("decision", done.id().value())
                  .put("effectiveAt", done.effective().toEpochMilli())
                  .put("undo", undo.toMillis())
                  .put(
                      "leftOut",
                      addressLeftOut ? new JsonArray().add("address") : new JsonArray()));
      case Made.Over over -> throw HttpRefusal.of(HttpError.DECIDED).with("by", over.by());
      case Made.Taken taken -> throw HttpRefusal.of(HttpError.CLAIMED).with("by", taken.by());
      case Made.Absent absent -> throw HttpRefusal.of(HttpError.NOT_FOUND);
    };
  }

  /** The bytes of a picture. */
  static Buffer picture(String dataUrl) {
    byte[] jpeg = Base64.getDecoder().decode(dataUrl.substring(dataUrl.indexOf(',') + 1));
    return Buffer.buffer(jpeg);
  }

  static JsonObject listed(ListedCase its, DeadlineSettings deadlines, Instant now) {
    JsonObject json =
        new JsonObject().put("case", its.id().value()).put("session", its.session().value());
    summary(json, its.summary());
    json.put("priority", its.rank().priority(its.opened(), now))
        .put("openedAt", its.opened().toEpochMilli())
        .put("dueAt", due(its.state(), its.opened(), deadlines))
        .put("claimedBy", its.claimedBy().orElse(null))
        .put("state", its.state().wireName());
    its.verdict()
        .ifPresent(
            verdict ->
                json.put("decision", verdict.decision().value())
                    .put("outcome", verdict.outcome().wireName())
                    .put("decidedBy", verdict.by())
                    .put("decidedAt", verdict.at().toEpochMilli()));
    return json;
  }

  /**
   * A case with all that may be seen of it.
   *
   * @param history what was decided about the subject before
   */
  static JsonObject whole(
      CaseFile its, List<Sanction> history, DeadlineSettings deadlines, Instant now) {
    JsonObject json =
        new JsonObject()
            .put("case", its.id().value())
            .put("session", its.subject().session().value());
    summary(json, its.summary());
    return json.put("priority", its.rank().priority(its.opened(), now))
        .put("openedAt", its.opened().toEpochMilli())
        .put("dueAt", due(its.state(), its.opened(), deadlines))
        .put("state", its.state().wireName())
        .put("filed", its.filed())
        .put("delicate", its.delicate())
        .put("hasAddress", its.address().isPresent())
        .put("reports", new JsonArray(its.reports().stream().map(CaseJson::report).toList()))
        .put("history", new JsonArray(history.stream().map(CaseJson::sanction).toList()))
        .put("before", ids(its.past()))
        .put("alike", ids(its.alike()));
  }

  /** Whatever is decided is due no more. */
  private static @Nullable Long due(CaseState state, Instant opened, DeadlineSettings deadlines) {
    return deadlines
        .ofCase(opened)
        .filter(due -> state == CaseState.OPEN)
        .map(Instant::toEpochMilli)
        .orElse(null);
  }

  private static void summary(JsonObject json, CaseSummary summary) {
    JsonObject reasons = new JsonObject();
    summary.reasons().forEach((reason, count) -> reasons.put(reason.wireName(), count));
    json.put("reasons", reasons)
        .put("reporters", summary.reporters())
        .put("independent", summary.independent());
  }

  private static JsonArray ids(List<CaseId> cases) {
    return new JsonArray(cases.stream().map(CaseId::value).toList());
  }

  private static JsonObject report(Filed filed) {
    Report report = filed.report();
    JsonObject json =
        new JsonObject()
            .put("report", filed.id().value())
            .put("reason", report.reason().wireName())
            .put("at", report.at().toEpochMilli())
            .put("room", report.room().value())
            .put(
                "transcript",
                new JsonArray(report.transcript().stream().map(CaseJson::utterance).toList()))
            .put("agrees", filed.agrees().orElse(null))
            .put("hasSnapshot", report.snapshot().isPresent())
            .put("extent", filed.extent().wireName())
            .put("rule", report.from().isRule());
    filed
        .reporter()
        .ifPresent(
            its ->
                json.put(
                    "reporter",
                    new JsonObject().put("right", its.upheld()).put("decided", its.decided())));
    report.note().ifPresent(note -> json.put("note", note));
    return json;
  }

  private static JsonObject utterance(Utterance utterance) {
    return new JsonObject()
        .put("at", utterance.at().toEpochMilli())
        .put("by", utterance.byPartner() ? "reported" : "reporter")
        .put("text", utterance.text());
  }

  private static JsonObject sanction(Sanction its) {
    return new JsonObject()
        .put("sanction", its.id().value())
        .put("kind", its.kind().wireName())
        .put("reason", its.reason().wireName())
        .put("state", its.state().wireName())
        .put("startedAt", its.start().toEpochMilli())
        .put("until", its.end().map(Instant::toEpochMilli).orElse(null))
        .put("by", its.actor());
  }
}
