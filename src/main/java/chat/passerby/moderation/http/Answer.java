package chat.passerby.moderation.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** What a request is answered with when nothing is wrong. */
public sealed interface Answer {
  /** Nothing more to say: 204. */
  record Done() implements Answer {}

  /** A JSON object. */
  record Json(int status, JsonObject body) implements Answer {}

  /** Bytes of some type, such as a picture. */
  record Bytes(String contentType, Buffer body) implements Answer {}

  /** Something long, which is written piece by piece; the writer ends the response. */
  record Stream(String contentType, Consumer<HttpServerResponse> writer) implements Answer {}

  static Answer done() {
    return new Done();
  }

  static Answer ok(JsonObject body) {
    return new Json(200, body);
  }

  static Answer created(JsonObject body) {
    return new Json(201, body);
  }
}
