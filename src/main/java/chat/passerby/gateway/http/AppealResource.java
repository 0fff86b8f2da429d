package chat.passerby.gateway.http;

import chat.passerby.gateway.limits.AddressLimits;
import chat.passerby.gateway.limits.ClientAddress;
import chat.passerby.moderation.records.StatementOfReasons;
import chat.passerby.moderation.sanction.Appeal;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.protocol.reading.Words;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.web.BadBodyException;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpErrors;
import chat.passerby.web.JsonBody;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/appeals} and {@code GET /api/appeals/{token}}: lets visitors appeal against a
 * sanction, and see what became of that. Whoever has the token or the code needs no account.
 */
public final class AppealResource {
  private static final Logger log = LoggerFactory.getLogger(AppealResource.class);
  private static final Set<String> FIELDS = Set.of("appeal", "text");

  private final Appeals appeals;
  private final AddressLimits limits;
  private final ClientAddress addresses;
  private final boolean alone;

  /**
   * @param alone whether the moderator who made a sanction may decide on the appeal against it,
   *     which visitors are told
   */
  public AppealResource(
      Appeals appeals, AddressLimits limits, ClientAddress addresses, boolean alone) {
    this.appeals = appeals;
    this.limits = limits;
    this.addresses = addresses;
    this.alone = alone;
  }

  void file(RoutingContext request) {
    if (isTooMuch(request)) {
      return;
    }
    JsonObject body;
    try {
      body = JsonBody.of(request);
    } catch (BadBodyException e) {
      refuse(request, e.getMessage() + " Send a JSON object with the fields appeal and text.");
      return;
    }
    if (!body.fieldNames().equals(FIELDS)
        || !(body.getValue("appeal") instanceof String token)
        || !(body.getValue("text") instanceof String text)) {
      refuse(request, "Send the fields appeal and text, both texts, and no other.");
    } else if (!Words.areFit(text, Appeal.MAX_TEXT)) {
      refuse(request, "The field text must have 1 to 2000 characters that can be seen.");
    } else {
      file(request, token, text);
    }
  }

  private void file(RoutingContext request, String token, String text) {
    appeals
        .find(token)
        .compose(
            found ->
                found
                    .map(sanction -> appeals.file(sanction, text))
                    .orElseGet(() -> Future.succeededFuture(Appeals.Filing.ABSENT)))
        .onSuccess(filing -> answer(request, filing))
        .onFailure(e -> failed(request, e));
  }

  private static void answer(RoutingContext request, Appeals.Filing filing) {
    switch (filing) {
      case FILED -> send(request, 201, new JsonObject().put("state", "open"));
      case KNOWN -> HttpErrors.send(request, HttpError.APPEALED);
      case LATE -> HttpErrors.send(request, HttpError.TOO_LATE);
      case OVER -> HttpErrors.send(request, HttpError.LIFTED);
      case ABSENT -> HttpErrors.send(request, HttpError.NOT_FOUND);
    }
  }

  void read(RoutingContext request) {
    if (isTooMuch(request)) {
      return;
    }
    appeals
        .find(Objects.requireNonNullElse(request.pathParam("token"), ""))
        .compose(
            found ->
                found.map(appeals::read).orElseGet(() -> Future.succeededFuture(Optional.empty())))
        .onSuccess(
            found ->
                found.ifPresentOrElse(
                    standing -> send(request, 200, body(standing)),
                    () -> HttpErrors.send(request, HttpError.NOT_FOUND)))
        .onFailure(e -> failed(request, e));
  }

  private JsonObject body(Appeals.Standing standing) {
    Sanction sanction = standing.sanction();
    JsonObject body =
        new JsonObject()
            .put("state", standing.appeal().map(appeal -> appeal.state().wireName()).orElse("none"))
            .put("kind", sanction.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("reason", sanction.reason().wireName())
            .put("until", sanction.end().map(Instant::toEpochMilli).orElse(null))
            .put("lifted", sanction.state() == Sanction.State.LIFTED)
            .put("sameModerator", alone);
    if (!sanction.statement().isEmpty()) {
      body.put("statement", sanction.statement());
    }
    StatementOfReasons.of(sanction)
        .ifPresent(reasons -> body.put("reasons", new JsonObject(reasons.told())));
    standing
        .appeal()
        .ifPresent(
            appeal -> {
              body.put("text", appeal.text());
              appeal.answer().ifPresent(answer -> body.put("answer", answer));
            });
    return body;
  }

  private boolean isTooMuch(RoutingContext request) {
    Optional<Duration> wait = limits.appeal(addresses.of(request.request()));
    wait.ifPresent(time -> HttpErrors.send(request, HttpError.RATE_LIMITED, time));
    return wait.isPresent();
  }

  private static void refuse(RoutingContext request, String message) {
    HttpErrors.send(request, HttpError.BAD_REQUEST, message);
  }

  private static void failed(RoutingContext request, Throwable e) {
    if (e instanceof RedisUnavailableException away) {
      HttpErrors.send(request, HttpError.UNAVAILABLE, away.retryAfter());
    } else {
      request.fail(e);
    }
  }

  private static void send(RoutingContext request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.toBuffer())
        .onFailure(e -> log.debug("A client did not read of its appeal: {}", e.getMessage()));
  }
}
