package chat.passerby.moderation.http;

import chat.passerby.moderation.cases.CaseFiles;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.OpaqueText;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Finds what somebody writes about who has only a receipt or a code. */
public final class SearchEndpoints {
  private static final int MAX_TEXT = 200;

  private final CaseFiles files;
  private final Sanctions sanctions;
  private final Appeals appeals;

  public SearchEndpoints(CaseFiles files, Sanctions sanctions, Appeals appeals) {
    this.files = files;
    this.sanctions = sanctions;
    this.appeals = appeals;
  }

  /** All of them. */
  public List<Endpoint> all() {
    return List.of(Endpoint.of(HttpMethod.GET, "/search", StaffRole.MODERATOR, this::search));
  }

  private Future<Answer> search(StaffRequest request) {
    String text = request.query("for").orElse("").strip();
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      throw HttpRefusal.of(
          HttpError.BAD_VALUE,
          "The parameter for must be the id of a report, a case or a sanction, or an appeal code.");
    }
    boolean isId = OpaqueText.isValid(text);
    Future<Optional<CaseId>> found =
        isId
            ? files.find(new CaseId(text), new ReportId(text))
            : Future.succeededFuture(Optional.empty());
    Future<JsonArray> against =
        appeals
            .find(text)
            .map(coded -> isId ? coded.or(() -> Optional.of(new SanctionId(text))) : coded)
            .compose(this::described);
    return Future.all(found, against)
        .map(
            all ->
                Answer.ok(
                    new JsonObject()
                        .put(
                            "cases",
                            new JsonArray(found.result().stream().map(CaseId::value).toList()))
                        .put("sanctions", against.result())));
  }

  private Future<JsonArray> described(Optional<SanctionId> id) {
    return id.map(sanctions::one)
        .orElse(Future.succeededFuture(Optional.empty()))
        .map(one -> new JsonArray(one.stream().map(SanctionEndpoints::described).toList()));
  }
}
