package chat.passerby.moderation.http;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.records.SettingsLog;
import chat.passerby.moderation.records.StatementOfReasons;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the law wants on record. */
public final class RecordEndpoints {
  /** The database takes no more in one call. */
  private static final int STATEMENTS = 100;

  private final Sanctions sanctions;
  private final SettingsLog settings;
  private final Audit audit;

  public RecordEndpoints(Sanctions sanctions, SettingsLog settings, Audit audit) {
    this.sanctions = sanctions;
    this.settings = settings;
    this.audit = audit;
  }

  /** All of them. */
  public List<Endpoint> all() {
    return List.of(
        Endpoint.of(HttpMethod.GET, "/statements", StaffRole.ADMIN, this::statements),
        Endpoint.of(HttpMethod.GET, "/measures", StaffRole.MODERATOR, this::measures));
  }

  /** A page of sanctions, as many as have a statement that is on record. */
  private Future<Answer> statements(StaffRequest request) {
    int limit = request.limit();
    if (limit > STATEMENTS) {
      throw HttpRefusal.of(
          HttpError.BAD_VALUE, "The parameter limit must be from 1 to " + STATEMENTS + ".");
    }
    OptionalLong after = SanctionEndpoints.number(request.after());
    return audit
        .append(
            request.member().name().value(),
            AuditAction.STATEMENTS_EXPORTED,
            "",
            Map.of("limit", Integer.toString(limit)))
        .compose(written -> sanctions.list(limit, after))
        .map(
            page -> {
              JsonArray statements = new JsonArray();
              page.stream()
                  .filter(each -> each.state() != Sanction.State.PENDING)
                  .flatMap(each -> StatementOfReasons.of(each).stream())
                  .filter(StatementOfReasons::isOnRecord)
                  .forEach(each -> statements.add(new JsonObject(each.submission())));
              String next = page.size() < limit ? null : Long.toString(page.getLast().version());
              return Answer.ok(new JsonObject().put("statements", statements).put("next", next));
            });
  }

  private Future<Answer> measures(StaffRequest request) {
    return settings
        .last(request.limit())
        .map(
            notes -> {
              JsonArray items = new JsonArray();
              notes.forEach(note -> items.add(described(note)));
              return Answer.ok(new JsonObject().put("items", items));
            });
  }

  private static JsonObject described(SettingsLog.Entry note) {
    JsonObject its = new JsonObject();
    note.settings().forEach(its::put);
    return new JsonObject()
        .put("from", note.from().toEpochMilli())
        .put("until", note.until().map(Instant::toEpochMilli).orElse(null))
        .put("settings", its);
  }
}
