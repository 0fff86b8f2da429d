package chat.passerby.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/** One scripted visitor: says hello, sends frames, and waits for frames by their type. */
final class Visitor {
  private final WebSocket socket;
  private final Map<String, Promise<JsonObject>> awaited = new HashMap<>();

  private Visitor(WebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(this::received);
  }

  /** The clients that visitors share; both must be kept, or open handshakes are collected. */
  record Clients(HttpClient http, WebSocketClient sockets, URI server) {
    private static final WebSocketClientOptions UNBOUNDED =
        new WebSocketClientOptions().setMaxConnections(1_000_000);

    /** Refuses a server on another machine, unless {@code -Dany.host=true} lets it. */
    static Clients of(Vertx vertx, URI server) {
      if (!Boolean.getBoolean("any.host") && !isLoopback(server.getHost())) {
        throw new IllegalArgumentException(
            server + " is not this machine. -Dany.host=true lets it.");
      }
      return new Clients(vertx.createHttpClient(), vertx.createWebSocketClient(UNBOUNDED), server);
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("No such host: " + host, e);
    }
  }

  /** A visitor who has been welcomed. */
  static Future<Visitor> come(Clients clients) {
    URI server = clients.server();
    return clients
        .http()
        .request(HttpMethod.POST, server.getPort(), server.getHost(), "/api/session")
        .compose(
            request ->
                request
                    .putHeader("Content-Type", "application/json")
                    .send(Buffer.buffer("{\"adult\":true}")))
        .expecting(HttpResponseExpectation.SC_CREATED)
        .compose(response -> response.body())
        .compose(
            body ->
                clients
                    .sockets()
                    .connect(
                        new WebSocketConnectOptions()
                            .setHost(server.getHost())
                            .setPort(server.getPort())
                            .setURI("/ws")
                            .addSubProtocol("passerby.v1"))
                    .compose(
                        socket -> {
                          Visitor visitor = new Visitor(socket);
                          Future<JsonObject> welcome = visitor.await("welcome");
                          String token = body.toJsonObject().getString("token");
                          visitor.send(new JsonObject().put("type", "hello").put("token", token));
                          return welcome.map(visitor);
                        }));
  }

  void send(JsonObject frame) {
    socket.writeTextMessage(frame.encode()).onFailure(Throwable::printStackTrace);
  }

  /** The next frame of that type; call it before sending what it answers. */
  Future<JsonObject> await(String type) {
    Promise<JsonObject> promise = Promise.promise();
    awaited.put(type, promise);
    return promise.future();
  }

  private void received(String text) {
    JsonObject frame = new JsonObject(text);
    Promise<JsonObject> promise = awaited.remove(frame.getString("type"));
    if (promise != null) {
      promise.complete(frame);
    }
  }
}
