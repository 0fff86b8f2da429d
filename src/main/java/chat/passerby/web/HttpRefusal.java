package chat.passerby.web;

import chat.passerby.telemetry.Foreseen;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** A request is answered with an error: what a handler's future fails with to say so. */
public final class HttpRefusal extends RuntimeException implements Foreseen {
  private static final long serialVersionUID = 1L;

  private final HttpError error;
  private final transient JsonObject more;
  private final transient Optional<Duration> retryAfter;

  private HttpRefusal(
      HttpError error, String message, JsonObject more, Optional<Duration> retryAfter) {
    super(message, null, false, false);
    this.error = error;
    this.more = more;
    this.retryAfter = retryAfter;
  }

  public static HttpRefusal of(HttpError error) {
    return of(error, error.message());
  }

  /** Says more exactly what is wrong. */
  public static HttpRefusal of(HttpError error, String message) {
    return new HttpRefusal(error, message, new JsonObject(), Optional.empty());
  }

  /** One that passes. */
  public static HttpRefusal of(HttpError error, Duration retryAfter) {
    return new HttpRefusal(error, error.message(), new JsonObject(), Optional.of(retryAfter));
  }

  /** The same with one more field in its body, such as {@code by}. */
  public HttpRefusal with(String field, Object value) {
    return new HttpRefusal(error, said(), more.copy().put(field, value), retryAfter);
  }

  public HttpError error() {
    return error;
  }

  /** What is said to the client. */
  String said() {
    return String.valueOf(getMessage());
  }

  JsonObject more() {
    return more;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
