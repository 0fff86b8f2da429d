package chat.passerby.telemetry;

import ch.qos.logback.classic.LoggerContext;
import chat.passerby.http.ConnectionGuard;
import chat.passerby.http.ErrorBody;
import chat.passerby.http.GuardedConnection;
import chat.passerby.http.HttpFault;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's HTTP port.
 *
 * <ul>
 *   <li>{@code GET /}: a page for a person
 *   <li>{@code GET /health/live}: 200 while the node can answer at all
 *   <li>{@code GET /health/ready}: 200 when every check is up, else 503; names what is down, not
 *       why
 *   <li>{@code PUT /log?logger=…&level=…&for=…}: changes a level of the log for a while
 *   <li>{@code GET /metrics}: all meters, as Prometheus reads them, or as OpenMetrics for whoever
 *       asks for that in {@code Accept}
 * </ul>
 */
public final class ManagementServer {
  /** More connections than probes and scrapers need; further ones are closed. */
  static final int MAX_CONNECTIONS = 64;

  /** A check that has not answered by then counts as down. */
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(1);

  private static final HttpServerOptions OPTIONS =
      new HttpServerOptions()
          .setMaxHeaderSize(8192)
          .setMaxInitialLineLength(1024)
          .setHttp2ClearTextEnabled(false);

  private static final Duration SWEEP = Duration.ofSeconds(1);

  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private static final ErrorBody NOT_READING =
      new ErrorBody(405, "method-not-allowed", "Only GET and HEAD are answered here.");
  private static final ErrorBody NOT_CHANGING =
      new ErrorBody(405, "method-not-allowed", "Only PUT is answered here.");
  private static final ErrorBody ELSEWHERE =
      new ErrorBody(
          404, "not-found", "Try /, /health/live, /health/ready, /metrics or /log instead.");
  private static final ErrorBody BROKEN =
      new ErrorBody(500, "internal", "This went wrong; the log says why.");

  private static final Logger log = LoggerFactory.getLogger(ManagementServer.class);

  private final Vertx vertx;
  private final PrometheusMeterRegistry registry;
  private final HealthChecks readiness;
  private final Supplier<List<StatusPage.Row>> status;
  private final LogChanges logs;
  private final ConnectionGuard guard;
  private final HttpServer server;
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * A server that does not listen yet.
   *
   * @param ready the checks for readiness by name: each tells whether its part is up; a failure or
   *     a late answer counts as down
   * @param status what the page for a person tells, beside whether the node is ready
   * @param guard watches the connections
   */
  public ManagementServer(
      Vertx vertx,
      PrometheusMeterRegistry registry,
      Map<String, Supplier<Future<Boolean>>> ready,
      Supplier<List<StatusPage.Row>> status,
      ConnectionGuard guard) {
    this.vertx = vertx;
    this.registry = registry;
    this.status = status;
    this.guard = guard;
    this.logs = new LogChanges(vertx, (LoggerContext) LoggerFactory.getILoggerFactory());
    this.readiness = HealthChecks.create(vertx);
    ready.forEach(this::register);
    this.server =
        guard
            .secure(vertx.createHttpServer(OPTIONS))
            .connectionHandler(this::admit)
            .requestHandler(
                request -> respond(request).onFailure(failure -> fail(request, failure)));
  }

  /**
   * Starts listening.
   *
   * @param port 0 for any free one
   * @return the port in use
   */
  public Future<Integer> listen(String host, int port) {
    vertx.setPeriodic(SWEEP.toMillis(), round -> guard.sweep());
    return server.listen(port, host).map(HttpServer::actualPort);
  }

  /** Stops listening, and closes all connections. */
  public Future<Void> close() {
    return server.close();
  }

  private void register(String name, Supplier<Future<Boolean>> check) {
    readiness.register(
        name,
        CHECK_TIMEOUT.toMillis(),
        promise ->
            check
                .get()
                .map(up -> up ? Status.OK() : Status.KO())
                .onSuccess(promise::tryComplete)
                .onFailure(promise::tryFail));
  }

  private void admit(HttpConnection connection) {
    GuardedConnection guarded = guard.watch(connection);
    connection.closeHandler(closed -> connections.decrementAndGet());
    int open = connections.incrementAndGet();
    if (open >= MAX_CONNECTIONS) {
      guard.endOneIdle();
    }
    if (open > MAX_CONNECTIONS) {
      guarded.turnAway(HttpFault.CROWDED);
    }
  }

  private Future<Void> respond(HttpServerRequest request) {
    if ("/log".equals(request.path())) {
      return changeLog(request);
    }
    if (!METHODS.contains(request.method())) {
      request.response().putHeader("Allow", "GET, HEAD");
      return answer(request, NOT_READING);
    }
    return switch (request.path()) {
      case "/" -> readiness.checkStatus().compose(result -> page(request, result));
      case "/health/live" -> answer(request, 200, JSON, "{\"status\":\"UP\"}");
      case "/health/ready" ->
          readiness
              .checkStatus()
              .compose(
                  result -> answer(request, result.getUp() ? 200 : 503, JSON, describe(result)));
      // Making the text takes long, so it is done on a worker thread.
      case "/metrics" -> {
        String form = takesOpenMetrics(request) ? OPEN_METRICS : PROMETHEUS;
        request.response().putHeader("Vary", "Accept");
        yield vertx
            .executeBlocking(() -> registry.scrape(form))
            .compose(text -> answer(request, 200, form, text));
      }
      default -> answer(request, ELSEWHERE);
    };
  }

  /** By PUT alone: no page of another site can make a browser send that. */
  private Future<Void> changeLog(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.PUT)) {
      request.response().putHeader("Allow", "PUT");
      return answer(request, NOT_CHANGING);
    }
    try {
      logs.change(
          parameter(request, "logger"), parameter(request, "level"), parameter(request, "for"));
    } catch (IllegalArgumentException e) {
      return answer(request, new ErrorBody(400, "bad-request", String.valueOf(e.getMessage())));
    }
    return answer(request, 200, JSON, "{\"status\":\"changed\"}");
  }

  private static String parameter(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getParam(name)).orElse("");
  }

  private static boolean takesOpenMetrics(HttpServerRequest request) {
    return request.headers().getAll("Accept").stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(type -> type.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
        .anyMatch(
            type ->
                type.startsWith("application/openmetrics-text")
                    && !type.matches(".*;q=0(\\.0*)?(;.*)?"));
  }

  private Future<Void> page(HttpServerRequest request, CheckResult result) {
    String down =
        checks(result)
            .filter(check -> !check.getUp())
            .map(CheckResult::getId)
            .collect(Collectors.joining(", "));
    List<StatusPage.Row> rows = new ArrayList<>();
    rows.add(new StatusPage.Row("Ready", down.isEmpty() ? "yes" : "no; down: " + down));
    rows.addAll(status.get());
    request
        .response()
        .putHeader("Content-Security-Policy", StatusPage.CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    return answer(request, 200, HTML, StatusPage.html(rows));
  }

  private static Stream<CheckResult> checks(CheckResult result) {
    return Optional.ofNullable(result.getChecks()).orElse(List.of()).stream()
        .sorted(Comparator.comparing(CheckResult::getId));
  }

  /** The names of the checks and whether each is up; its cause might show an address. */
  private static String describe(CheckResult result) {
    JsonArray checks = new JsonArray();
    checks(result).forEach(check -> checks.add(status(check).put("id", check.getId())));
    return status(result).put("checks", checks).encode();
  }

  private static JsonObject status(CheckResult result) {
    return new JsonObject().put("status", result.getUp() ? "UP" : "DOWN");
  }

  private static Future<Void> answer(HttpServerRequest request, ErrorBody error) {
    return answer(request, error.status(), JSON, error.json());
  }

  private static Future<Void> answer(
      HttpServerRequest request, int status, String contentType, String body) {
    return request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", contentType)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Length", Integer.toString(length(body)))
        .end(request.method().equals(HttpMethod.HEAD) ? "" : body);
  }

  private static int length(String body) {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void fail(HttpServerRequest request, Throwable failure) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      log.debug("The client did not read the whole answer to {}", request.path(), failure);
      return;
    }
    log.warn("Could not answer {}", request.path(), failure);
    answer(request, BROKEN).onFailure(gone -> log.debug("Did not answer {}", request.path(), gone));
  }
}
