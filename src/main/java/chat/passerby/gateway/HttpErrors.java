package chat.passerby.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where an HTTP request is answered with an error. */
final class HttpErrors {
  private static final Logger log = LoggerFactory.getLogger(HttpErrors.class);

  private static final Map<Integer, HttpError> BY_STATUS =
      Map.of(
          400, new HttpError("bad-request", "The request could not be read."),
          404, new HttpError("not-found", "There is nothing at this address."),
          405, new HttpError("method-not-allowed", "This address does not take that method."),
          413, new HttpError("too-large", "The body is longer than this address takes."),
          415, new HttpError("unsupported-media-type", "Send the body as application/json."),
          416, new HttpError("range-not-satisfiable", "The file is shorter than that."));

  private HttpErrors() {}

  private record HttpError(String code, String message) {}

  static void send(RoutingContext request, int status, String code, String message) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(new JsonObject().put("code", code).put("message", message).toBuffer())
        .onFailure(e -> log.debug("An answer was not taken: {}", e.getMessage()));
  }

  static void rateLimited(RoutingContext request, Duration wait) {
    retryAfter(request, wait);
    send(request, 429, "rate-limited", "Too many at once; try again after Retry-After seconds.");
  }

  static void unavailable(RoutingContext request, Duration wait) {
    retryAfter(request, wait);
    send(
        request,
        503,
        "unavailable",
        "This cannot be told at the moment; try again after Retry-After seconds.");
  }

  /** The node takes nobody at the moment. */
  static void overloaded(RoutingContext request, Duration wait) {
    retryAfter(request, wait);
    send(
        request,
        503,
        "overloaded",
        "This server has as much to do as it can; try again after Retry-After seconds.");
  }

  static void retryAfter(RoutingContext request, Duration wait) {
    long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
    request.response().putHeader("Retry-After", Long.toString(seconds));
  }

  /** Answers what a handler failed with, or what no handler took. */
  static void failed(RoutingContext request) {
    int status = request.statusCode();
    HttpError error = BY_STATUS.get(status);
    if (error != null) {
      send(request, status, error.code(), error.message());
      return;
    }
    if (status < 500) {
      send(request, status, "refused", "The request was refused.");
      return;
    }
    log.warn("A request to {} failed.", request.currentRoute(), request.failure());
    send(request, 500, "internal", "The server failed; nothing was lost, try again.");
  }
}
