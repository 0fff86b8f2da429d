package chat.passerby.prober;

import chat.passerby.web.WebOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.altcha.altcha.Altcha;
import org.altcha.altcha.Altcha.Algorithm;

/** The way in that visitors take: sessions by HTTP, then a socket. */
final class ProbeDoor {
  private static final String SUBPROTOCOL = "passerby.v1";
  private static final int CREATED = 201;
  private static final int OK = 200;

  private final Vertx vertx;
  private final int millis;
  private final WebOrigin site;
  private final HttpClient http;
  private final WebSocketClient sockets;

  /**
   * @param patience bounds each connect and each answer
   */
  ProbeDoor(Vertx vertx, WebOrigin site, Duration patience) {
    this.vertx = vertx;
    this.site = site;
    this.millis = (int) patience.toMillis();
    // Each visit looks the name up and shakes hands anew, as a newcomer does.
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(millis).setKeepAlive(false));
    this.sockets =
        vertx.createWebSocketClient(new WebSocketClientOptions().setConnectTimeout(millis));
  }

  /** A new session. */
  Future<JsonObject> session() {
    return ask(HttpMethod.GET, "/api/challenge", "")
        .compose(
            asked ->
                asked.status() == OK
                    ? solve(asked.body().toJsonObject())
                    : Future.succeededFuture(""))
        .compose(
            solution -> {
              JsonObject body = new JsonObject().put("adult", true);
              if (!solution.isEmpty()) {
                body.put("altcha", solution);
              }
              return ask(HttpMethod.POST, "/api/session", body.encode());
            })
        .map(
            answer -> {
              if (answer.status() != CREATED) {
                throw new ProbeFailure("no session, status " + answer.status());
              }
              return answer.body().toJsonObject();
            });
  }

  /** A socket, on which nothing was said yet. */
  Future<WebSocket> socket() {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setURI("/ws").addSubProtocol(SUBPROTOCOL);
    at(options);
    return sockets.connect(options);
  }

  Future<Void> close() {
    return Future.join(http.close(), sockets.close()).mapEmpty();
  }

  private record Answer(int status, Buffer body) {}

  private Future<Answer> ask(HttpMethod method, String path, String body) {
    RequestOptions options = new RequestOptions().setMethod(method).setURI(path);
    at(options);
    if (!body.isEmpty()) {
      options.putHeader("Content-Type", "application/json");
    }
    return http.request(options)
        .compose(request -> request.send(body))
        .compose(
            response -> response.body().map(content -> new Answer(response.statusCode(), content)));
  }

  private void at(RequestOptions options) {
    // An address in brackets is one without them to a client.
    String host = site.host().replaceAll("[\\[\\]]", "");
    // Whatever is not answered by then is ended, or it would take a place for ever.
    options.setTimeout(millis);
    options.setHost(host).setPort(site.port()).setSsl(site.scheme().equals("https"));
  }

  /** Solves a challenge as the page does; takes half a second of a core. */
  private Future<String> solve(JsonObject challenge) {
    return vertx
        .executeBlocking(
            () -> {
              long number =
                  Altcha.solveChallenge(
                          challenge.getString("challenge"),
                          challenge.getString("salt"),
                          Algorithm.SHA256,
                          challenge.getLong("maxnumber"),
                          0)
                      .number;
              String solution = challenge.copy().put("number", number).encode();
              return Base64.getEncoder().encodeToString(solution.getBytes(StandardCharsets.UTF_8));
            })
        .map(Objects::requireNonNull);
  }
}
