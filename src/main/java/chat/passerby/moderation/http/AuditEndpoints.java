package chat.passerby.moderation.http;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.audit.AuditReader;
import chat.passerby.moderation.audit.AuditRecord;
import chat.passerby.moderation.audit.Commitment;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Who did what, for those who look after the moderators. */
public final class AuditEndpoints {
  private static final String NDJSON = "application/x-ndjson";

  private final Audit audit;
  private final AuditReader reader;
  private final Faults faults;

  public AuditEndpoints(Audit audit, AuditReader reader, Faults faults) {
    this.audit = audit;
    this.reader = reader;
    this.faults = faults;
  }

  /** All of them. */
  public List<Endpoint> all() {
    return List.of(Endpoint.of(HttpMethod.GET, "/audit", StaffRole.SENIOR, this::export));
  }

  /** The first page is read before anything is answered, so that an absent Redis is a 503. */
  private Future<Answer> export(StaffRequest request) {
    if (request.query("limit").isPresent()) {
      return last(request);
    }
    long after = after(request);
    return audit
        .append(
            request.member().name().value(),
            AuditAction.AUDIT_EXPORTED,
            "",
            Map.of("after", Long.toString(after)))
        .compose(written -> reader.records(after))
        .map(page -> new Answer.Stream(NDJSON, to -> write(to, page)));
  }

  /** The newest entries alone; what was asked for is one of them. */
  private Future<Answer> last(StaffRequest request) {
    int limit = request.limit();
    if (request.after().isPresent()) {
      throw HttpRefusal.of(
          HttpError.BAD_VALUE, "The parameters after and limit cannot go together.");
    }
    return audit
        .append(
            request.member().name().value(),
            AuditAction.AUDIT_EXPORTED,
            "",
            Map.of("limit", Integer.toString(limit)))
        .compose(written -> reader.last(limit))
        .map(
            newest -> {
              Buffer lines = Buffer.buffer();
              newest.forEach(each -> lines.appendBuffer(line(each)));
              return new Answer.Bytes(NDJSON, lines);
            });
  }

  private static long after(StaffRequest request) {
    return request
        .after()
        .map(
            text -> {
              if (!text.matches("[0-9]{1,15}")) {
                throw HttpRefusal.of(
                    HttpError.BAD_VALUE, "The parameter after must be the number of an entry.");
              }
              return Long.parseLong(text);
            })
        .orElse(0L);
  }

  private void write(HttpServerResponse response, List<AuditRecord> first) {
    page(response, first)
        .onFailure(
            e -> {
              faults.report(Part.HTTP, "An export of the audit broke off.", e);
              // Without its last chunk, a client sees that it is not whole.
              response.reset();
            });
  }

  private Future<Void> page(HttpServerResponse response, List<AuditRecord> page) {
    if (response.closed()) {
      return Future.succeededFuture();
    }
    if (page.isEmpty()) {
      return response.end();
    }
    Buffer lines = Buffer.buffer();
    page.forEach(each -> lines.appendBuffer(line(each)));
    response.write(lines).onFailure(e -> response.reset());
    return drained(response)
        .compose(ready -> reader.records(page.get(page.size() - 1).number()))
        .compose(next -> page(response, next));
  }

  /** Waits for a client that reads slowly. */
  private static Future<Void> drained(HttpServerResponse response) {
    if (!response.writeQueueFull()) {
      return Future.succeededFuture();
    }
    Promise<Void> drained = Promise.promise();
    response.drainHandler(ready -> drained.tryComplete());
    response.closeHandler(gone -> drained.tryComplete());
    return drained.future();
  }

  private static Buffer line(AuditRecord entry) {
    return json(entry).toBuffer().appendString("\n");
  }

  private static JsonObject json(AuditRecord entry) {
    JsonObject details = new JsonObject();
    entry.details().forEach(details::put);
    JsonObject json =
        new JsonObject()
            .put("number", entry.number())
            .put("at", entry.at().toEpochMilli())
            .put("actor", entry.actor())
            .put("action", entry.action())
            .put("subject", entry.subject())
            .put("details", details);
    entry.evidence().map(Commitment::hex).ifPresent(its -> json.put("evidence", its));
    return json;
  }
}
