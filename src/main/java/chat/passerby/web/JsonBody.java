package chat.passerby.web;

import chat.passerby.telemetry.RareLog;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a body that must be one JSON object and nothing else. Jackson 2 takes the last of two
 * fields of one name and ignores what follows the object, unless it is told not to; the BodyHandler
 * of vertx-web 5.0.10 answers a broken form with 500.
 */
public final class JsonBody implements Handler<RoutingContext> {
  private static final Logger log = LoggerFactory.getLogger(JsonBody.class);

  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** How Jackson names a field that stands there twice. */
  private static final Pattern DUPLICATE =
      Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

  private static final String NOT_AN_OBJECT = "The body is not one JSON object.";
  private static final String KEY = JsonBody.class.getName();

  private final int maxBytes;

  /**
   * @param maxBytes what is longer is answered 413
   */
  public JsonBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Reads the body before the next handler is called; one that is too long is answered 413. */
  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (length(request) > maxBytes) {
      context.fail(413);
      return;
    }
    if (request.getHeader(HttpHeaders.EXPECT) != null
        && request.version() == HttpVersion.HTTP_1_1) {
      context.response().writeContinue();
    }
    Buffer body = Buffer.buffer();
    request.exceptionHandler(e -> log.debug("Could not read a request's body: {}", e.toString()));
    request.handler(
        part -> {
          if (!context.failed() && body.length() + part.length() > maxBytes) {
            context.fail(413);
          } else if (!context.failed()) {
            body.appendBuffer(part);
          }
        });
    request.endHandler(
        all -> {
          if (!context.failed()) {
            context.put(KEY, body);
            context.next();
          }
        });
  }

  /** Whether nothing was sent with a request that this has handled. */
  public static boolean isEmpty(RoutingContext context) {
    return context.get(KEY, Buffer.buffer()).length() == 0;
  }

  /** The object that was sent with a request that this has handled. */
  public static JsonObject of(RoutingContext context) throws BadBodyException {
    Buffer body = context.get(KEY, Buffer.buffer());
    Object read;
    try {
      read = JacksonCodec.fromParser(STRICT.createParser(body.getBytes()), Object.class);
    } catch (DecodeException e) {
      throw bad(e.getCause());
    } catch (IOException e) {
      throw bad(e);
    }
    if (read == null) {
      throw new BadBodyException("The body is null.");
    }
    if (read instanceof JsonObject object) {
      return object;
    }
    throw new BadBodyException(NOT_AN_OBJECT);
  }

  private static BadBodyException bad(@Nullable Throwable cause) {
    if (cause instanceof JsonProcessingException e) {
      Matcher twice = DUPLICATE.matcher(e.getOriginalMessage());
      return new BadBodyException(
          twice.find()
              ? "The field " + RareLog.shown(twice.group(1)) + " is there twice."
              : NOT_AN_OBJECT);
    }
    // Jackson's own reader refuses bytes; what follows the object is refused without a cause.
    return new BadBodyException(
        cause instanceof IOException ? "The body is not in UTF-8." : NOT_AN_OBJECT);
  }

  /** What Netty has let through is a number, and perhaps a long one. */
  private static long length(HttpServerRequest request) {
    String digits = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (digits == null) {
      return 0;
    }
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
