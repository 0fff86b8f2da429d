package chat.passerby.moderation.http;

import chat.passerby.moderation.http.StaffRequest.LoggedIn;
import chat.passerby.moderation.staff.StaffLogins;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.moderation.staff.StaffToken;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.session.AddressTag;
import chat.passerby.time.NodeClock;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpErrors;
import chat.passerby.web.HttpRefusal;
import chat.passerby.web.JsonBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moderators' addresses. Here, and nowhere else, is looked whether somebody may ask: an
 * endpoint says which role it needs, and is called only for those who have it. Whatever else is
 * asked for below {@code /api/moderation} needs a token too, so that strangers do not learn what is
 * there.
 */
public final class ModerationRoutes {
  private static final Logger log = LoggerFactory.getLogger(ModerationRoutes.class);

  /** Where the addresses are. */
  public static final String PATH = "/api/moderation";

  /** RFC 6750, section 2.1; the name of the scheme in any case (RFC 9110, section 11.1). */
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +([^ ]{1,200})");

  /** What time it was for the node that answered, in epoch milliseconds. */
  private static final String TIME = "Passerby-Time";

  private static final String KEY = ModerationRoutes.class.getName();

  private final StaffLogins logins;
  private final List<Endpoint> endpoints;
  private final Function<HttpServerRequest, AddressTag> addresses;
  private final NodeClock clock;

  /**
   * @param addresses where a request comes from
   * @param clock which every answer tells the time of
   */
  public ModerationRoutes(
      StaffLogins logins,
      List<Endpoint> endpoints,
      Function<HttpServerRequest, AddressTag> addresses,
      NodeClock clock) {
    this.logins = logins;
    this.endpoints = List.copyOf(endpoints);
    this.addresses = addresses;
    this.clock = clock;
  }

  /** All that there are. */
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /** A router to be mounted at {@link #PATH}; what fails there is answered by the one above it. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(this::prepare);
    for (Endpoint each : endpoints) {
      Route route = router.route(each.method(), each.path());
      each.role().ifPresent(role -> route.handler(request -> authenticate(request, role)));
      route
          .handler(request -> read(request, each.maxBytes()))
          .handler(request -> run(request, each));
    }
    router.route().handler(request -> authenticate(request, StaffRole.MODERATOR));
    endpoints.stream()
        .collect(Collectors.groupingBy(Endpoint::path))
        .forEach(
            (path, its) -> router.route(path).handler(request -> methodNotTaken(request, its)));
    router.route().handler(request -> HttpErrors.send(request, HttpError.NOT_FOUND));
    return router;
  }

  /** Nothing is to be stored, and the time is told when the answer begins. */
  private void prepare(RoutingContext request) {
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    request.addHeadersEndHandler(
        begun -> request.response().putHeader(TIME, Long.toString(clock.instant().toEpochMilli())));
    request.next();
  }

  private static void methodNotTaken(RoutingContext request, List<Endpoint> its) {
    request
        .response()
        .putHeader(
            "Allow",
            its.stream()
                .map(each -> each.method().name())
                .sorted()
                .collect(Collectors.joining(", ")));
    HttpErrors.send(request, HttpError.METHOD_NOT_ALLOWED);
  }

  /** Goes on only for a moderator of this role or one above it. The body waits meanwhile. */
  private void authenticate(RoutingContext request, StaffRole needed) {
    Optional<StaffToken> token = token(request);
    if (token.isEmpty()) {
      notLoggedIn(request);
      return;
    }
    request.request().pause();
    logins
        .check(token.get())
        .onComplete(
            checked -> {
              if (checked.failed()) {
                request.request().resume();
                fail(request, checked.cause());
              } else if (checked.result().isEmpty()) {
                request.request().resume();
                notLoggedIn(request);
              } else if (!checked.result().get().role().includes(needed)) {
                request.request().resume();
                HttpErrors.send(request, HttpError.FORBIDDEN);
              } else {
                request.put(KEY, new LoggedIn(checked.result().get(), token.get()));
                request.next();
              }
            });
  }

  private static void notLoggedIn(RoutingContext request) {
    request.response().putHeader("WWW-Authenticate", "Bearer");
    HttpErrors.send(request, HttpError.NOT_LOGGED_IN);
  }

  private static Optional<StaffToken> token(RoutingContext request) {
    List<String> headers = request.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() != 1) {
      return Optional.empty();
    }
    Matcher bearer = BEARER.matcher(headers.get(0));
    return bearer.matches() ? StaffToken.read(bearer.group(1)) : Optional.empty();
  }

  private static void read(RoutingContext request, int maxBytes) {
    new JsonBody(maxBytes).handle(request);
    request.request().resume();
  }

  private void run(RoutingContext request, Endpoint endpoint) {
    StaffRequest asked =
        new StaffRequest(
            request,
            Optional.ofNullable(request.get(KEY)),
            () -> addresses.apply(request.request()));
    // What an action throws is a failure too.
    Future.<Answer>succeededFuture()
        .compose(begun -> endpoint.action().handle(asked))
        .onSuccess(answer -> answer(request, answer))
        .onFailure(e -> fail(request, e));
  }

  private static void answer(RoutingContext request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    Future<Void> sent =
        switch (answer) {
          case Answer.Done done -> response.setStatusCode(204).end();
          case Answer.Json json ->
              response
                  .setStatusCode(json.status())
                  .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                  .end(json.body().toBuffer());
          case Answer.Bytes bytes ->
              response.putHeader(HttpHeaders.CONTENT_TYPE, bytes.contentType()).end(bytes.body());
          case Answer.Stream stream -> {
            response.putHeader(HttpHeaders.CONTENT_TYPE, stream.contentType()).setChunked(true);
            stream.writer().accept(response);
            yield Future.succeededFuture();
          }
        };
    sent.onFailure(e -> log.debug("A moderator did not read an answer: {}", e.getMessage()));
  }

  private static void fail(RoutingContext request, Throwable e) {
    switch (e) {
      case HttpRefusal refusal -> HttpErrors.send(request, refusal);
      case RedisUnavailableException away ->
          HttpErrors.send(request, HttpError.UNAVAILABLE, away.retryAfter());
      default -> request.fail(e);
    }
  }
}
