package chat.passerby.web;

import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where an HTTP request is answered with an error. */
public final class HttpErrors {
  private static final Logger log = LoggerFactory.getLogger(HttpErrors.class);

  /** What a status says that a handler of Vert.x, or one of ours, has failed a request with. */
  private static final Map<Integer, HttpError> BY_STATUS =
      Stream.of(
              HttpError.BAD_REQUEST,
              HttpError.NOT_FOUND,
              HttpError.METHOD_NOT_ALLOWED,
              HttpError.TOO_LARGE,
              HttpError.UNSUPPORTED_MEDIA_TYPE,
              HttpError.RANGE_NOT_SATISFIABLE,
              HttpError.EXPECTATION_FAILED,
              HttpError.INTERNAL)
          .collect(Collectors.toUnmodifiableMap(HttpError::status, Function.identity()));

  private HttpErrors() {}

  /** Answers what the handlers of a router fail with, and what its routes cannot read. */
  public static void answer(Router router, Faults faults) {
    router.route().failureHandler(request -> failed(request, request.statusCode(), faults));
    // What fails before a route is found, such as an address with half an escape, ends here.
    BY_STATUS
        .keySet()
        .forEach(status -> router.errorHandler(status, request -> failed(request, status, faults)));
  }

  public static void send(RoutingContext request, HttpError error) {
    send(request, error, error.message());
  }

  /** Says more exactly what is wrong. */
  public static void send(RoutingContext request, HttpError error, String message) {
    send(request, error.status(), error.code(), message);
  }

  /** Answers with an error that passes. */
  public static void send(RoutingContext request, HttpError error, Duration wait) {
    retryAfter(request, wait);
    send(request, error);
  }

  /** Answers as a handler has asked for. */
  public static void send(RoutingContext request, HttpRefusal refusal) {
    refusal.retryAfter().ifPresent(wait -> retryAfter(request, wait));
    HttpError error = refusal.error();
    send(request, error.status(), error.code(), refusal.said(), refusal.more());
  }

  private static void send(RoutingContext request, int status, String code, String message) {
    send(request, status, code, message, new JsonObject());
  }

  private static void send(
      RoutingContext request, int status, String code, String message, JsonObject more) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(new JsonObject().put("code", code).put("message", message).mergeIn(more).toBuffer())
        .onFailure(e -> log.debug("A client did not read an error: {}", e.getMessage()));
  }

  public static void retryAfter(RoutingContext request, Duration wait) {
    long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
    request.response().putHeader("Retry-After", Long.toString(seconds));
  }

  private static void failed(RoutingContext request, int status, Faults faults) {
    HttpError error = BY_STATUS.get(status);
    if (error == null && 400 <= status && status < 500) {
      send(request, status, "refused", "The request was refused.");
    } else if (error == null || status >= 500) {
      // Whoever has gone meanwhile makes no fault of ours.
      if (!request.response().closed()) {
        faults.report(Part.HTTP, "A request broke.", request.failure());
      }
      send(request, HttpError.INTERNAL);
    } else {
      send(request, error);
    }
  }
}
