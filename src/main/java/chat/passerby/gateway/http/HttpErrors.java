package chat.passerby.gateway.http;

import chat.passerby.http.ErrorBody;
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

  private static final ErrorBody INTERNAL =
      new ErrorBody(500, "internal", "The server failed; nothing was lost, try again.");

  private static final Map<Integer, ErrorBody> BY_STATUS =
      Stream.of(
              ErrorBody.BAD_REQUEST,
              new ErrorBody(404, "not-found", "There is nothing at this address."),
              new ErrorBody(405, "method-not-allowed", "This address does not take that method."),
              new ErrorBody(413, "too-large", "The body is longer than this address takes."),
              new ErrorBody(415, "unsupported-media-type", "Send the body as application/json."),
              new ErrorBody(416, "range-not-satisfiable", "The file is shorter than that."),
              new ErrorBody(417, "expectation-failed", "Only 100-continue may be expected here."),
              INTERNAL)
          .collect(Collectors.toUnmodifiableMap(ErrorBody::status, Function.identity()));

  private HttpErrors() {}

  /** Answers what the handlers of a router fail with, and what its routes cannot read. */
  static void answer(Router router, Faults faults) {
    router.route().failureHandler(request -> failed(request, request.statusCode(), faults));
    // What fails before a route is found, such as an address with half an escape, ends here.
    BY_STATUS
        .keySet()
        .forEach(status -> router.errorHandler(status, request -> failed(request, status, faults)));
  }

  public static void send(RoutingContext request, int status, String code, String message) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
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
  public static void overloaded(RoutingContext request, Duration wait) {
    retryAfter(request, wait);
    send(
        request,
        503,
        "overloaded",
        "This server has as much to do as it can; try again after Retry-After seconds.");
  }

  public static void retryAfter(RoutingContext request, Duration wait) {
    long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
    request.response().putHeader("Retry-After", Long.toString(seconds));
  }

  private static void failed(RoutingContext request, int status, Faults faults) {
    ErrorBody error = BY_STATUS.get(status);
    if (error == null && 400 <= status && status < 500) {
      send(request, status, "refused", "The request was refused.");
    } else if (error == null || status >= 500) {
      // Whoever has gone meanwhile makes no fault of ours.
      if (!request.response().closed()) {
        faults.report(Part.HTTP, "A request broke.", request.failure());
      }
      send(request, INTERNAL.status(), INTERNAL.code(), INTERNAL.message());
    } else {
      send(request, status, error.code(), error.message());
    }
  }
}
