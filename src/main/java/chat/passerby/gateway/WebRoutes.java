package chat.passerby.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;
import java.util.List;

/** Which address is answered by what, and what every answer carries. */
final class WebRoutes {
  private static final long MAX_BODY_BYTES = 16 * 1024;

  /** Everything comes from here; sockets may also go to the origin the page was served from. */
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "connect-src 'self' ws: wss:",
          "img-src 'self' data: blob:",
          "media-src 'self' blob:",
          "style-src 'self'",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  private final Vertx vertx;
  private final Origins origins;
  private final SessionResource sessions;
  private final StatusResource status;
  private final SocketResource sockets;

  WebRoutes(
      Vertx vertx,
      Origins origins,
      SessionResource sessions,
      StatusResource status,
      SocketResource sockets) {
    this.vertx = vertx;
    this.origins = origins;
    this.sessions = sessions;
    this.status = status;
    this.sockets = sockets;
  }

  Router router() {
    Router router = Router.router(vertx);
    router.route().handler(WebRoutes::secure);
    router.route("/ws").handler(this::share).handler(sockets::handle);
    router.route("/api/*").handler(this::refuseForeign).handler(this::share);
    router
        .post("/api/session")
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .handler(sessions::handle);
    router.route("/api/session").handler(request -> methodNotTaken(request, "POST"));
    router
        .route("/api/status")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(status::handle);
    router.route("/api/status").handler(request -> methodNotTaken(request, "GET, HEAD"));
    router.get("/api/:document").handler(WebRoutes::document);
    router.route("/api/*").handler(request -> request.fail(404));
    router.get("/assets/*").handler(page("webroot/assets", Duration.ofDays(365)));
    router.head().handler(page("webroot", Duration.ZERO));
    router.get().handler(page("webroot", Duration.ZERO));
    List.of(400, 404, 405, 413, 415, 500)
        .forEach(status -> router.errorHandler(status, HttpErrors::failed));
    return router;
  }

  private static void secure(RoutingContext request) {
    HttpServerResponse response = request.response();
    response
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader(
            "Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self)");
    request.next();
  }

  private void refuseForeign(RoutingContext request) {
    if (origins.allows(request.request())) {
      request.next();
    } else {
      HttpErrors.retryAfter(request, SocketResource.SETTINGS_CHANGE);
      HttpErrors.send(
          request, 403, "foreign-origin", "This server does not answer pages of that Origin.");
    }
  }

  /** Lets pages of the origins in the settings read the answers. */
  private void share(RoutingContext request) {
    String origin = request.request().getHeader("Origin");
    if (origin != null && origins.isListed(origin)) {
      request
          .response()
          .putHeader("Access-Control-Allow-Origin", origin)
          .putHeader("Access-Control-Allow-Headers", "content-type")
          .putHeader("Access-Control-Expose-Headers", "Retry-After")
          .putHeader("Access-Control-Max-Age", "600")
          .putHeader("Vary", "Origin");
      if (request.request().method().equals(HttpMethod.OPTIONS)) {
        request.response().setStatusCode(204).end().onFailure(request::fail);
        return;
      }
    }
    request.next();
  }

  private static void methodNotTaken(RoutingContext request, String allowed) {
    request.response().putHeader("Allow", allowed);
    request.fail(405);
  }

  /** The descriptions of this API, in AsyncAPI and OpenAPI. */
  private static void document(RoutingContext request) {
    String name = request.pathParam("document");
    if (List.of("asyncapi.yaml", "openapi.yaml").contains(name)) {
      request
          .response()
          .putHeader("Content-Type", "application/yaml")
          .sendFile("api/" + name)
          .onFailure(request::fail);
    } else {
      request.fail(404);
    }
  }

  private static StaticHandler page(String root, Duration fresh) {
    return StaticHandler.create(root)
        .setCachingEnabled(!fresh.isZero())
        .setMaxAgeSeconds(fresh.toSeconds())
        .setIncludeHidden(false);
  }
}
