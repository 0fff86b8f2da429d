package chat.passerby.gateway.http;

import chat.passerby.moderation.http.ModerationRoutes;
import chat.passerby.telemetry.Faults;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpErrors;
import chat.passerby.web.JsonBody;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Which address is answered by what, and what every answer carries. */
public final class WebRoutes {
  private static final int MAX_BODY_BYTES = 16 * 1024;

  /** Two thousand characters, each spelled as two escapes. */
  private static final int MAX_APPEAL_BYTES = 32 * 1024;

  /** Where the moderators' page is, beside its files. */
  private static final String CONSOLE = "/moderation";

  private static final List<String> DOCUMENTS =
      List.of("/api/asyncapi.yaml", "/api/moderation.yaml", "/api/openapi.yaml");

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

  /**
   * Half a year: browsers ask this host by HTTPS alone from then on, though not others below it.
   */
  private static final String STRICT = "max-age=15552000";

  /** What the page needs, and nothing else that a browser would ask its visitor for. */
  private static final String PERMISSIONS =
      String.join(
          ", ",
          "camera=(self)",
          "microphone=(self)",
          "display-capture=(self)",
          "geolocation=()",
          "payment=()",
          "usb=()",
          "serial=()",
          "midi=()");

  private final Vertx vertx;
  private final Origins origins;
  private final Optional<Visitors> visitors;
  private final Optional<ModerationRoutes> moderation;
  private final PageResource page;

  /** What visitors ask for. */
  public record Visitors(
      SessionResource sessions,
      AppealResource appeals,
      StatusResource status,
      TransparencyResource transparency,
      IcebreakersResource icebreakers,
      Handler<RoutingContext> sockets) {}

  /**
   * @param visitors none where the node is no gateway
   * @param moderation none where the node does not serve moderators
   */
  public WebRoutes(
      Vertx vertx,
      Origins origins,
      Optional<Visitors> visitors,
      Optional<ModerationRoutes> moderation,
      PageResource page) {
    this.vertx = vertx;
    this.origins = origins;
    this.visitors = visitors;
    this.moderation = moderation;
    this.page = page;
  }

  public Router router(Faults faults) {
    Router router = Router.router(vertx);
    router.route().handler(WebRoutes::secure).handler(WebRoutes::expect);
    router.route("/api/*").handler(this::refuseForeign).handler(this::share);
    visitors.ifPresent(its -> add(router, its));
    moderation.ifPresent(
        its -> router.route(ModerationRoutes.PATH + "/*").subRouter(its.router(vertx)));
    DOCUMENTS.forEach(path -> router.route(path).handler(page::handle));
    router.route("/api/*").handler(request -> request.fail(404));
    if (moderation.isEmpty()) {
      router.route(CONSOLE).handler(request -> request.fail(404));
      router.route(CONSOLE + "/*").handler(request -> request.fail(404));
    }
    router.route().handler(page::handle);
    HttpErrors.answer(router, faults);
    return router;
  }

  private void add(Router router, Visitors its) {
    router.route("/ws").handler(this::share).handler(its.sockets());
    router
        .post("/api/session")
        .handler(new JsonBody(MAX_BODY_BYTES))
        .handler(its.sessions()::handle);
    router.route("/api/session").handler(request -> methodNotTaken(request, "POST"));
    router.get("/api/challenge").handler(its.sessions()::challenge);
    router.route("/api/challenge").handler(request -> methodNotTaken(request, "GET"));
    router
        .route("/api/status")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(its.status()::handle);
    router.route("/api/status").handler(request -> methodNotTaken(request, "GET, HEAD"));
    router
        .route("/api/transparency")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(its.transparency()::handle);
    router.route("/api/transparency").handler(request -> methodNotTaken(request, "GET, HEAD"));
    router
        .route("/api/icebreakers")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(its.icebreakers()::handle);
    router.route("/api/icebreakers").handler(request -> methodNotTaken(request, "GET, HEAD"));
    router
        .post("/api/appeals")
        .handler(new JsonBody(MAX_APPEAL_BYTES))
        .handler(its.appeals()::file);
    router.route("/api/appeals").handler(request -> methodNotTaken(request, "POST"));
    router.get("/api/appeals/:token").handler(its.appeals()::read);
    router.route("/api/appeals/:token").handler(request -> methodNotTaken(request, "GET"));
  }

  private static void secure(RoutingContext request) {
    HttpServerResponse response = request.response();
    if (request.request().isSSL()) {
      response.putHeader("Strict-Transport-Security", STRICT);
    }
    response
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Permissions-Policy", PERMISSIONS);
    request.next();
  }

  /** Refuses to do what nobody here can (RFC 9110, section 10.1.1). */
  private static void expect(RoutingContext request) {
    String expected = request.request().getHeader(HttpHeaders.EXPECT);
    if (expected == null || expected.strip().equalsIgnoreCase("100-continue")) {
      request.next();
    } else {
      request.fail(417);
    }
  }

  private void refuseForeign(RoutingContext request) {
    if (origins.allows(request.request())) {
      request.next();
    } else {
      HttpErrors.send(request, HttpError.FOREIGN_ORIGIN, Origins.SETTINGS_CHANGE);
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
}
