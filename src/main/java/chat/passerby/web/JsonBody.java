package chat.passerby.web;

import chat.passerby.telemetry.RareLog;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a body that must be one JSON object and nothing else. Jackson 2 takes the last of two
 * fields of one name and ignores what follows the object, unless it is told not to; the BodyHandler
 * of vertx-web 5.0.10 answers a broken form with 500.
 */
public final class JsonBody implements Handler<RoutingContext> {
  private static final Logger log = LoggerFactory.getLogger(JsonBody.class);

  /** How Jackson names a field that stands there twice. */
  private static final Pattern DUPLICATE =
      Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

  private static final String KEY = JsonBody.class.getName();

  /** In a class of its own: jackson-databind is loaded with the first body, not at the start. */
  private static final class Strict {
    static final ObjectMapper MAPPER =
        new ObjectMapper(
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  }

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
    try {
      Map<String, Object> fields = Strict.MAPPER.readValue(body.getBytes(), Strict.OBJECT);
      if (fields == null) {
        throw new BadBodyException("The body is null.");
      }
      return new JsonObject(fields);
    } catch (JsonProcessingException e) {
      Matcher twice = DUPLICATE.matcher(e.getOriginalMessage());
      throw new BadBodyException(
          twice.find()
              ? "The field " + RareLog.shown(twice.group(1)) + " is there twice."
              : "The body is not one JSON object.");
    } catch (IOException e) {
      throw new BadBodyException("The body is not in UTF-8.");
    }
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
