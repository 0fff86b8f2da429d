package chat.passerby.moderation.http;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.records.DeadlineSettings;
import chat.passerby.moderation.sanction.Appeal;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.moderation.sanction.Change;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.SanctionId;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Appeals as moderators see them. A sanction has one at most, so its id names the appeal. */
public final class AppealEndpoints {
  private final Appeals appeals;
  private final Audit audit;
  private final DeadlineSettings deadlines;

  public AppealEndpoints(Appeals appeals, Audit audit, DeadlineSettings deadlines) {
    this.appeals = appeals;
    this.audit = audit;
    this.deadlines = deadlines;
  }

  /** All of them. */
  public List<Endpoint> all() {
    StaffRole role = StaffRole.MODERATOR;
    return List.of(
        Endpoint.of(HttpMethod.GET, "/appeals", role, this::list),
        Endpoint.of(HttpMethod.GET, "/appeals/:appeal", role, this::read),
        new Endpoint(
            HttpMethod.POST,
            "/appeals/:appeal/decision",
            Optional.of(role),
            2 * Endpoint.SMALL_BODY,
            this::decide));
  }

  private Future<Answer> list(StaffRequest request) {
    int limit = request.limit();
    boolean open =
        switch (request.query("state").orElse("open")) {
          case "open" -> true;
          case "decided" -> false;
          default ->
              throw HttpRefusal.of(
                  HttpError.BAD_VALUE, "The parameter state must be open or decided.");
        };
    long after = SanctionEndpoints.number(request.after()).orElse(0);
    return appeals
        .list(open, after, limit)
        .map(
            page -> {
              JsonArray items = new JsonArray();
              page.forEach(appeal -> items.add(described(appeal)));
              String next = page.size() < limit ? null : Long.toString(page.getLast().number());
              return Answer.ok(new JsonObject().put("items", items).put("next", next));
            });
  }

  private Future<Answer> read(StaffRequest request) {
    return appeals
        .read(SanctionEndpoints.named(request.part("appeal")))
        .map(
            found ->
                found
                    .flatMap(
                        standing ->
                            standing
                                .appeal()
                                .map(
                                    appeal ->
                                        described(appeal)
                                            .put(
                                                "sanction",
                                                SanctionEndpoints.described(standing.sanction()))))
                    .map(Answer::ok)
                    .orElseThrow(() -> HttpRefusal.of(HttpError.NOT_FOUND)));
  }

  private Future<Answer> decide(StaffRequest request) {
    Fields body = request.body("outcome", "text");
    boolean overturned =
        body.choice(
                "outcome",
                text -> Optional.of(text).filter(List.of("upheld", "overturned")::contains),
                "upheld or overturned")
            .equals("overturned");
    String text = body.text("text", Appeal.MAX_TEXT);
    SanctionId sanction = SanctionEndpoints.named(request.part("appeal"));
    String by = request.member().name().value();
    String state = overturned ? "overturned" : "upheld";
    return audit
        .append(by, AuditAction.APPEAL_DECIDED, sanction.value(), Map.of("outcome", state))
        .compose(written -> appeals.decide(sanction, overturned, text, by))
        .map(
            change ->
                change == Change.DONE
                    ? Answer.ok(new JsonObject().put("state", state))
                    : SanctionEndpoints.answer(change));
  }

  private JsonObject described(Appeal appeal) {
    JsonObject all =
        new JsonObject()
            .put("appeal", appeal.sanction().value())
            .put("state", appeal.state().wireName())
            .put("text", appeal.text())
            .put("at", appeal.at().toEpochMilli())
            .put(
                "dueAt",
                deadlines
                    .ofAppeal(appeal.at())
                    .filter(due -> appeal.state() == Appeal.State.OPEN)
                    .map(Instant::toEpochMilli)
                    .orElse(null));
    appeal.answer().ifPresent(answer -> all.put("answer", answer));
    appeal.by().ifPresent(by -> all.put("by", by));
    return all;
  }
}
