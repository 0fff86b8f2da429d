package chat.passerby.moderation.http;

import chat.passerby.moderation.Report;
import chat.passerby.moderation.Utterance;
import chat.passerby.moderation.cases.CaseFiles.CaseFile;
import chat.passerby.moderation.cases.CaseFiles.Filed;
import chat.passerby.moderation.cases.CaseSummary;
import chat.passerby.moderation.cases.ListedCase;
import chat.passerby.moderation.cases.ListedCase.CaseState;
import chat.passerby.moderation.records.DeadlineSettings;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.protocol.CaseId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cases as moderators get them. */
final class CaseJson {
  private CaseJson() {}

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
            .put("extent", filed.extent().wireName());
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
